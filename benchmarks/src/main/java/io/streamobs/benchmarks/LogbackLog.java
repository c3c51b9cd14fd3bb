package io.streamobs.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import net.logstash.logback.encoder.LogstashEncoder;

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
    appender.start();
    LogbackContext.add(context, appender);
    return new LogbackLog(context);
  }

  /** One in front of the console. */
  static <A extends Appender<ILoggingEvent> & AppenderAttachable<ILoggingEvent>> LogbackLog behind(
      A async) {
    LoggerContext context = LogbackContext.fresh();
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setEncoder(encoder);
    console.start();
    async.setContext(context);
    async.setName("contender");
    async.addAppender(console);
    async.start();
    LogbackContext.add(context, async);
    return new LogbackLog(context);
  }

  @Override
  public void info(int n) {
    log.info(StalledCaller.PATTERN, n + 0.5, n + 1.5, n + 2.5, n, true);
  }

  @Override
  public void warn(int n) {
    log.warn(StalledCaller.PATTERN, n + 0.5, n + 1.5, n + 2.5, n, false);
  }

  @Override
  public void close() {
    context.stop();
  }
}
