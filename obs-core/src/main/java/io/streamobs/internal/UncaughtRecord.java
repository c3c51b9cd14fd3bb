package io.streamobs.internal;

import io.streamobs.CorrelationContext;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import org.slf4j.event.Level;

/** An exception that ended a thread. */
public final class UncaughtRecord extends CapturedRecord {

  private final String thread;
  private final Throwable thrown;

  public UncaughtRecord(
      long epochMillis, CorrelationContext context, Thread thread, Throwable thrown) {
    super(Level.ERROR, epochMillis, context);
    this.thread = thread.getName();
    this.thrown = thrown;
  }

  @Override
  public void describe(RecordWriter writer) {
    writer.event(LibraryEvent.UNCAUGHT_EXCEPTION.json());
    writer.message("thread " + thread + " ended by an exception");
    writer.put(RecordField.ERROR_CODE, ObsErrors.UNCAUGHT_EXCEPTION.code());
    writer.put(RecordField.THREAD, thread);
    writer.error(thrown);
  }

  @Override
  public int weight() {
    return Snapshots.weight(thread) + Snapshots.weightOfThrown(thrown);
  }

  @Override
  public boolean isEvent() {
    return true;
  }
}
