package io.streamobs.benchmarks;

import ch.qos.logback.classic.AsyncAppender;
import io.streamobs.logback.ObsAppender;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;

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
      return LogbackLog.behind(new AsyncAppender());
    }
  },
  LOGBACK_ASYNC_NEVER_BLOCK {
    @Override
    LineLog open() {
      AsyncAppender async = new AsyncAppender();
      async.setNeverBlock(true);
      return LogbackLog.behind(async);
    }
  },
  LOGSTASH_DISRUPTOR {
    @Override
    LineLog open() {
      return LogbackLog.behind(new LoggingEventAsyncDisruptorAppender());
    }
  },
  LOG4J_ASYNC_LOGGER {
    @Override
    LineLog open() {
      return Log4jLog.asyncLogger();
    }
  },
  LOG4J_ASYNC_LOGGER_DISCARD {
    @Override
    LineLog open() {
      System.setProperty("log4j2.asyncQueueFullPolicy", "Discard");
      return Log4jLog.asyncLogger();
    }
  },
  LOG4J_ASYNC_APPENDER {
    @Override
    LineLog open() {
      return Log4jLog.asyncAppender();
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
