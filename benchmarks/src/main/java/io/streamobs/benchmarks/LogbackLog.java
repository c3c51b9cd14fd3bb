package io.streamobs.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;

/** Lines through Logback. */
final class LogbackLog implements StalledContender.LineLog {

  private final LoggerContext context;
  private final Logger log;

  private LogbackLog(LoggerContext context) {
    this.context = context;
    this.log = LogbackContext.logger(context);
  }

  /** An appender that writes to standard output by itself. */
  static LogbackLog of(Appender<ILoggingEvent> appender) {
    LoggerContext context = LogbackContext.fresh();
    appender.setContext(context);
    appender.setName("contender");
    return started(context, appender);
  }

  /** One before the console. */
  static LogbackLog behind(LogbackFront front) {
    LoggerContext context = LogbackContext.fresh();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(LogstashLines.encoder(context, Workload.LINE));
    console.start();
    return started(context, front.before(context, console));
  }

  private static LogbackLog started(LoggerContext context, Appender<ILoggingEvent> appender) {
    appender.start();
    LogbackContext.add(context, appender);
    return new LogbackLog(context);
  }

  @Override
  public void info(int n) {
    log.info(
        Line.PATTERN, Line.loudness(n), Line.gain(n), Line.peak(n), Line.samples(n), Line.clip(n));
  }

  @Override
  public void warn(int n) {
    log.warn(
        Line.PATTERN, Line.loudness(n), Line.gain(n), Line.peak(n), Line.samples(n), Line.clip(n));
  }

  @Override
  public void close() {
    context.stop();
  }
}
