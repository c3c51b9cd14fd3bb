package io.streamobs.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.ForwardingSink;
import io.streamobs.spi.RecordSink;

/**
 * Lets the library's events through at the level of the logger {@value #EVENTS}, as it is at the
 * moment. Lines of the application have passed their loggers already.
 */
final class LeveledSink extends ForwardingSink {

  static final String EVENTS = "io.streamobs.events";

  private final Logger events;

  LeveledSink(RecordSink sink, LoggerContext context) {
    super(sink);
    this.events = context.getLogger(EVENTS);
  }

  // The level only: asking the logger itself would run the host's turbo filters here.
  @Override
  public boolean accepts(CapturedRecord record) {
    boolean passes =
        !record.isEvent()
            || (Levels.passes(record.level(), events.getEffectiveLevel()) && !record.isLeftOut());
    return passes && super.accepts(record);
  }
}
