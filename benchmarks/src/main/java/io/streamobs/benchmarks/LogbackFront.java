package io.streamobs.benchmarks;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.util.Duration;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;

/** What stands in Logback before the appender that writes, so that another thread does it. */
enum LogbackFront {
  /** Nothing: callers write. */
  NONE {
    @Override
    Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output) {
      return output;
    }
  },
  /** AsyncAppender with its defaults: discards up to INFO when nearly full, then blocks. */
  ASYNC {
    @Override
    Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output) {
      return attached(new AsyncAppender(), context, output);
    }
  },
  /** AsyncAppender that drops what finds no room. */
  ASYNC_NEVER_BLOCK {
    @Override
    Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output) {
      AsyncAppender async = new AsyncAppender();
      async.setNeverBlock(true);
      return attached(async, context, output);
    }
  },
  /** AsyncAppender that discards nothing: its callers wait for room. */
  ASYNC_LOSSLESS {
    @Override
    Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output) {
      AsyncAppender async = new AsyncAppender();
      async.setDiscardingThreshold(0);
      return attached(async, context, output);
    }
  },
  /** The appender around a ring buffer with its defaults: drops what finds no room, and warns. */
  DISRUPTOR {
    @Override
    Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output) {
      return attached(new LoggingEventAsyncDisruptorAppender(), context, output);
    }
  },
  /** The same without loss: its callers wait for room, and it keeps its status to itself. */
  DISRUPTOR_LOSSLESS {
    @Override
    Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output) {
      LoggingEventAsyncDisruptorAppender ring = new LoggingEventAsyncDisruptorAppender();
      ring.setAppendTimeout(Duration.buildByMilliseconds(-1)); // without a limit
      ring.setAddDefaultStatusListener(false);
      return attached(ring, context, output);
    }
  };

  /** The appender that takes the events, not started yet. */
  abstract Appender<ILoggingEvent> before(LoggerContext context, Appender<ILoggingEvent> output);

  private static <A extends Appender<ILoggingEvent> & AppenderAttachable<ILoggingEvent>> A attached(
      A front, LoggerContext context, Appender<ILoggingEvent> output) {
    front.setContext(context);
    front.setName("front");
    front.addAppender(output);
    return front;
  }
}
