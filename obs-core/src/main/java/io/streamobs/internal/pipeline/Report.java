package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Something that the library has to say about itself. */
public final class Report extends CapturedRecord {

  private final LibraryEvent event;
  private final @Nullable ErrorCode code;
  private final String message;
  private final Map<String, ?> details;
  private final @Nullable Throwable thrown;

  /**
   * @param details immutable
   */
  public Report(
      Level level,
      long epochMillis,
      CorrelationContext context,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details) {
    this(level, epochMillis, context, event, code, message, details, /* thrown= */ null);
  }

  public Report(
      Level level,
      long epochMillis,
      CorrelationContext context,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details,
      @Nullable Throwable thrown) {
    super(level, epochMillis, context);
    this.thrown = thrown;
    this.event = event;
    this.code = code;
    this.message = message;
    this.details = details;
  }

  /** Whether this is the last word of an instance, with all ledgers. */
  boolean tellsHealth() {
    return event == LibraryEvent.INSTANCE_STOPPED;
  }

  @Override
  public void describe(RecordWriter writer) {
    writer.event(event.json());
    writer.message(message);
    if (code != null) {
      writer.put(RecordField.ERROR_CODE, code.code());
    }
    if (thrown != null) {
      writer.error(thrown);
    }
    details.forEach(writer::detail);
  }

  @Override
  public int weight() {
    return Snapshots.weight(message) + Snapshots.weight(details) + Snapshots.weightOfThrown(thrown);
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public boolean isEvent() {
    return true;
  }
}
