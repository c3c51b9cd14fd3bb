package io.streamobs.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Lets the library's events through at the level of the logger {@value #EVENTS}, as it is at the
 * moment. Lines of the application have passed their loggers already.
 */
final class LeveledSink implements RecordSink {

  static final String EVENTS = "io.streamobs.events";

  private final RecordSink sink;
  private final Logger events;

  LeveledSink(RecordSink sink, LoggerContext context) {
    this.sink = sink;
    this.events = context.getLogger(EVENTS);
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public void attached(SinkContext context) {
    sink.attached(context);
  }

  // The level only: asking the logger itself would run the host's turbo filters here.
  @Override
  public boolean accepts(CapturedRecord record) {
    boolean passes =
        !record.isEvent()
            || (Levels.passes(record.level(), events.getEffectiveLevel()) && !record.isLeftOut());
    return passes && sink.accepts(record);
  }

  @Override
  public void open() throws IOException {
    sink.open();
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    sink.write(lines);
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  @Override
  public boolean retractTornLine() throws IOException {
    return sink.retractTornLine();
  }

  @Override
  public void exiting() throws IOException {
    sink.exiting();
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
