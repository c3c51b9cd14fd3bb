package io.streamobs.logback;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An application's line, as Logback made it: nothing formatted, nothing that can still change. */
final class LineRecord extends CapturedRecord {

  private final Object origin;
  private final @Nullable CharSequence message;
  private final @Nullable Object @Nullable [] arguments;
  private final String logger;
  private final String thread;
  // A Throwable, or what Logback or a converter has instead of one.
  private final @Nullable Object thrown;
  private final @Nullable ThrowableHandlingConverter converter;
  private final @Nullable Fields fields;
  private final Map<String, String> mdc;

  private LineRecord(
      ILoggingEvent event,
      CorrelationContext context,
      Object origin,
      @Nullable ThrowableHandlingConverter converter,
      @Nullable Object @Nullable [] arguments,
      @Nullable Fields fields,
      Map<String, String> mdc) {
    super(Levels.of(event.getLevel()), event.getTimeStamp(), context);
    this.origin = origin;
    this.message = Snapshots.bounded(event.getMessage());
    this.arguments = arguments;
    this.logger = event.getLoggerName();
    this.thread = event.getThreadName();
    this.thrown = thrown(event.getThrowableProxy(), converter);
    this.converter = converter;
    this.fields = fields;
    this.mdc = mdc;
  }

  static LineRecord of(
      ILoggingEvent event,
      CorrelationContext context,
      Object origin,
      @Nullable ThrowableHandlingConverter converter) {
    @Nullable Object @Nullable [] arguments = Snapshots.ofAll(event.getArgumentArray());
    return new LineRecord(
        event, context, origin, converter, arguments, Fields.of(event), mdc(event));
  }

  // A context that a program made itself may have no MDC.
  private static Map<String, String> mdc(ILoggingEvent event) {
    try {
      Map<String, String> mdc = event.getMDCPropertyMap();
      return mdc == null ? Map.of() : mdc;
    } catch (NullPointerException none) {
      return Map.of();
    }
  }

  /** What is certain of an event that could not be captured in full. */
  static LineRecord remains(
      ILoggingEvent event, CorrelationContext context, Object origin, Throwable reason) {
    Fields fields = new Fields();
    fields.add("capture_error", reason.getClass().getName());
    return new LineRecord(event, context, origin, null, null, fields, Map.of());
  }

  private static @Nullable Object thrown(
      @Nullable IThrowableProxy proxy, @Nullable ThrowableHandlingConverter converter) {
    return converter == null && proxy instanceof ThrowableProxy own ? own.getThrowable() : proxy;
  }

  @Override
  public void describe(RecordWriter writer) {
    String event = fields == null ? null : fields.event();
    if (event != null) {
      writer.event(event);
    }
    if (message instanceof String pattern) {
      writer.message(pattern, arguments);
    } else {
      writer.message(message);
    }
    writer.put(RecordField.LOGGER, logger);
    writer.put(RecordField.THREAD, thread);
    describeThrown(writer);
    if (fields != null) {
      fields.describe(writer);
    }
    describeMdc(writer);
  }

  private void describeThrown(RecordWriter writer) {
    if (thrown instanceof Throwable throwable) {
      writer.error(throwable);
    } else if (thrown instanceof IThrowableProxy proxy) {
      RenderedError.of(proxy, converter).describe(writer);
    }
  }

  private void describeMdc(RecordWriter writer) {
    if (mdc.isEmpty()) {
      return;
    }
    OwnValues own = new OwnValues(context());
    for (Map.Entry<String, String> entry : mdc.entrySet()) {
      if (!own.contains(entry.getKey(), entry.getValue())) {
        writer.field(entry.getKey(), entry.getValue());
      }
    }
  }

  @Override
  public int weight() {
    int weight = Snapshots.weight(message) + (fields == null ? 0 : fields.weight());
    if (arguments != null) {
      for (Object argument : arguments) {
        weight += Snapshots.weight(argument);
      }
    }
    return weight;
  }

  @Override
  public Object origin() {
    return origin;
  }
}
