package io.streamobs.spi;

/**
 * A daemon thread of the library's. It cannot be interrupted: an interrupt would close the channel
 * that it writes to, which for standard output nobody could open again. It keeps no class loader
 * and no thread-local of whoever happened to start it.
 */
public final class ServiceThread extends Thread {

  public ServiceThread(String name, Runnable body) {
    super(null, body, name, 0, /* inheritThreadLocals= */ false);
    setDaemon(true);
    setContextClassLoader(ServiceThread.class.getClassLoader());
  }

  @Override
  public void interrupt() {}
}
