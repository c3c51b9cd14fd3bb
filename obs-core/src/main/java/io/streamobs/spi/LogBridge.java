package io.streamobs.spi;

/**
 * Brings the lines of the application's logging library into a pipeline. Found by {@link
 * java.util.ServiceLoader}; the testkit uses it to capture what code under test logs.
 */
public interface LogBridge {

  /** Whether this bridge's logging library is the one that SLF4J is bound to. */
  boolean isActive();

  /**
   * From now on, hands every line that the application logs to {@code pipeline} too.
   *
   * @return ends that; closing it does not throw
   */
  Installation install(RecordPipeline pipeline);

  /** An installed bridge. */
  interface Installation extends AutoCloseable {
    @Override
    void close();
  }
}
