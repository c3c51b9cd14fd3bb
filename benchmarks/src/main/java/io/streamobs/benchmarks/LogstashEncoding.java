package io.streamobs.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;

/** A LogstashEncoder behind an asynchronous appender, which has looked at each event before. */
final class LogstashEncoding implements Encoding {

  private final LogstashEncoder encoder;
  private final List<ILoggingEvent> events;

  LogstashEncoding() {
    LoggerContext context = LogbackContext.fresh();
    ListAppender<ILoggingEvent> keeper = new ListAppender<>();
    keeper.start();
    LogbackContext.add(context, keeper);
    MdcScope scope = new MdcScope();
    scope.enterStage();
    try (Caller caller = new LineCaller(LogbackContext.logger(context), scope::clear)) {
      for (int i = 0; i < EVENTS; i++) {
        caller.call();
        keeper.list.get(i).prepareForDeferredProcessing();
      }
    }
    events = keeper.list;
    encoder = LogstashLines.encoder(context, Workload.LINE);
  }

  @Override
  public int encode(int event) {
    return encoder.encode(events.get(event)).length;
  }
}
