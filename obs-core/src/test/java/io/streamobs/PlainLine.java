package io.streamobs;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import org.slf4j.event.Level;

/** A line as a logging library would bring it. */
final class PlainLine extends CapturedRecord {

  private final String text;

  PlainLine(String text) {
    super(Level.INFO, System.currentTimeMillis(), CorrelationContext.current());
    this.text = text;
  }

  @Override
  public void describe(RecordWriter writer) {
    writer.message(text);
  }
}
