package io.streamobs.spi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/**
 * Brings the lines of the application's logging library into a pipeline. Found by {@link
 * java.util.ServiceLoader}; the testkit uses it to capture what code under test logs.
 */
public interface LogBridge {

  /**
   * What SLF4J is bound to. While another thread is still binding it, waits for that, three seconds
   * at most: for code that configures, not for a live thread.
   */
  static ILoggerFactory boundFactory() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    while (factory instanceof SubstituteLoggerFactory && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      factory = LoggerFactory.getILoggerFactory();
    }
    return factory;
  }

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
