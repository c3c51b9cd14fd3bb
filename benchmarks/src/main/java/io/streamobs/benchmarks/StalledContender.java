package io.streamobs.benchmarks;

import io.streamobs.logback.ObsAppender;
import java.util.function.Supplier;

/** Who writes to a standard output that nobody reads: each with its defaults, unless named. */
enum StalledContender {
  OBS(() -> LogbackLog.of(new ObsAppender())),
  LOGBACK_ASYNC(() -> LogbackLog.behind(LogbackFront.ASYNC)),
  LOGBACK_ASYNC_NEVER_BLOCK(() -> LogbackLog.behind(LogbackFront.ASYNC_NEVER_BLOCK)),
  LOGSTASH_DISRUPTOR(() -> LogbackLog.behind(LogbackFront.DISRUPTOR)),
  LOG4J_ASYNC_LOGGER(() -> new Log4jLog(Log4jSetup.asyncLoggers(Log4jOutput.console()))),
  LOG4J_ASYNC_LOGGER_DISCARD(() -> new Log4jLog(Log4jSetup.discarding(Log4jOutput.console()))),
  LOG4J_ASYNC_APPENDER(() -> new Log4jLog(Log4jSetup.asyncAppender(Log4jOutput.console())));

  private final Supplier<LineLog> open;

  StalledContender(Supplier<LineLog> open) {
    this.open = open;
  }

  /** Sets it up in this process, alone. */
  LineLog open() {
    return open.get();
  }

  /** What takes the lines. */
  interface LineLog {

    void info(int n);

    void warn(int n);

    /** Writes what waits, and ends. */
    void close();
  }
}
