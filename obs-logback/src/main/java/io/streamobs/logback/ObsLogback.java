package io.streamobs.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.List;

/**
 * Logback writing through the pipeline, set up by a program instead of a {@code logback.xml}.
 *
 * <pre>{@code
 * try (ObsLogback logs = ObsLogback.install()) {
 *   work();
 * }
 * }</pre>
 *
 * <p>Closing it puts the root logger's appenders back as they were. Threads: any. Failure: {@code
 * install} throws {@link io.streamobs.ConfigurationException}; closing does not throw.
 */
public final class ObsLogback implements AutoCloseable {

  private final Logger root;
  private final ObsAppender appender;
  private final List<Appender<ILoggingEvent>> replaced;

  ObsLogback(Logger root, ObsAppender appender, List<Appender<ILoggingEvent>> replaced) {
    this.root = root;
    this.appender = appender;
    this.replaced = List.copyOf(replaced);
  }

  /**
   * All lines of the root logger as JSON to standard output, in place of its other appenders.
   *
   * @throws io.streamobs.ConfigurationException when SLF4J is not bound to Logback
   */
  public static ObsLogback install() {
    return builder().install();
  }

  /** The same with settings. */
  public static ObsLogbackBuilder builder() {
    return new ObsLogbackBuilder();
  }

  /** Takes our appender away, with its lines written, and puts back what it replaced. */
  @Override
  public void close() {
    if (root.detachAppender(appender)) {
      replaced.forEach(root::addAppender);
      appender.stop();
    }
  }
}
