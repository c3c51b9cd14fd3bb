package io.streamobs.spi;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

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

  /**
   * Wakes it where it is parked, and waits for its end, no longer than that. Who was interrupted
   * before waits all the same, because an orderly end must not lose what is left; and stays so.
   */
  public void awaitEnd(Duration deadline) {
    LockSupport.unpark(this);
    boolean interrupted = Thread.interrupted();
    try {
      join(Math.max(1, deadline.toMillis()));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
