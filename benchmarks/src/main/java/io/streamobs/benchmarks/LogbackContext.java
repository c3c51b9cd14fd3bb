package io.streamobs.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.LoggerFactory;

/** The one context that Logback has, configured by program alone. */
final class LogbackContext {

  static final String SERVICE = "live-dub";
  static final String COMPONENT = "worker";

  private LogbackContext() {}

  /** Without appenders; those that were there are stopped. */
  static LoggerContext fresh() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return context;
  }

  /** The application's logger; its lines go to the appenders of the root logger. */
  static Logger logger(LoggerContext context) {
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    return context.getLogger(Line.LOGGER);
  }

  static void add(LoggerContext context, Appender<ILoggingEvent> appender) {
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }
}
