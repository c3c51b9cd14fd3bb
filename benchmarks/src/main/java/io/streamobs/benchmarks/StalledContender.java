package io.streamobs.benchmarks;

import io.streamobs.logback.ObsAppender;

/** Who writes to a standard output that nobody reads: each with its defaults, unless named. */
enum StalledContender {
  OBS {
    @Override
    LineLog open() {
      return LogbackLog.of(new ObsAppender());
    }
  },
  LOGBACK_ASYNC {
    @Override
    LineLog open() {
      return LogbackLog.behind(LogbackFront.ASYNC);
    }
  },
  LOGBACK_ASYNC_NEVER_BLOCK {
    @Override
    LineLog open() {
      return LogbackLog.behind(LogbackFront.ASYNC_NEVER_BLOCK);
    }
  },
  LOGSTASH_DISRUPTOR {
    @Override
    LineLog open() {
      return LogbackLog.behind(LogbackFront.DISRUPTOR);
    }
  },
  LOG4J_ASYNC_LOGGER {
    @Override
    LineLog open() {
      return new Log4jLog(Log4jSetup.asyncLoggers(Log4jOutput.console()));
    }
  },
  LOG4J_ASYNC_LOGGER_DISCARD {
    @Override
    LineLog open() {
      System.setProperty("log4j2.asyncQueueFullPolicy", "Discard");
      return new Log4jLog(Log4jSetup.asyncLoggers(Log4jOutput.console()));
    }
  },
  LOG4J_ASYNC_APPENDER {
    @Override
    LineLog open() {
      return new Log4jLog(Log4jSetup.asyncAppender(Log4jOutput.console()));
    }
  };

  /** Sets it up in this process, alone. */
  abstract LineLog open();

  /** What takes the lines. */
  interface LineLog {

    void info(int n);

    void warn(int n);

    /** Writes what waits, and ends. */
    void close();
  }
}
