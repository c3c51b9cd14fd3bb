package io.streamobs.logback;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
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

  private static final int ELEMENT_WEIGHT = 4;

  private final ILoggingEvent event;
  private final PipelineAppender origin;
  private final @Nullable CharSequence message;
  private final @Nullable Object @Nullable [] arguments;
  private final @Nullable Fields fields;

  private LineRecord(
      ILoggingEvent event,
      CorrelationContext context,
      PipelineAppender origin,
      @Nullable CharSequence message,
      @Nullable Object @Nullable [] arguments,
      @Nullable Fields fields) {
    super(Levels.of(event.getLevel()), event.getTimeStamp(), context);
    this.event = event;
    this.origin = origin;
    this.message = message;
    this.arguments = arguments;
    this.fields = fields;
  }

  static LineRecord of(ILoggingEvent event, CorrelationContext context, PipelineAppender origin) {
    String text = event.getMessage();
    CharSequence message = Snapshots.bounded(text);
    @Nullable Object @Nullable [] given = event.getArgumentArray();
    @Nullable Object @Nullable [] arguments = Snapshots.ofAll(given);
    Fields fields = Fields.of(event);
    // Both are the caller's, and the event keeps them from here on.
    event.getThreadName();
    mdc(event);
    boolean asItIs =
        event instanceof LoggingEvent // which keeps what it was asked for
            && message == text
            && areSame(arguments, given)
            && (fields == null || fields.isLight())
            && !event.hasCallerData(); // another appender's, and large
    return new LineRecord(
        asItIs ? event : withoutTexts(event), context, origin, message, arguments, fields);
  }

  private static boolean areSame(
      @Nullable Object @Nullable [] snapshots, @Nullable Object @Nullable [] given) {
    if (snapshots == null || given == null) {
      return true;
    }
    for (int i = 0; i < snapshots.length; i++) {
      if (snapshots[i] != given[i]) {
        return false;
      }
    }
    return true;
  }

  /** What is certain of an event that could not be captured in full. */
  static LineRecord remains(
      ILoggingEvent event, CorrelationContext context, PipelineAppender origin, Throwable reason) {
    Fields fields = new Fields();
    fields.add("capture_error", reason.getClass().getName());
    CharSequence message = Snapshots.bounded(event.getMessage());
    return new LineRecord(withoutTexts(event), context, origin, message, null, fields);
  }

  // The originals of what was cut or rendered must not be kept alive by the event that waits.
  private static ILoggingEvent withoutTexts(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null && !(thrown instanceof ThrowableProxy)) {
      return event; // received from another process, and nobody else's
    }
    LoggingEvent copy = new LoggingEvent();
    copy.setLevel(event.getLevel());
    copy.setTimeStamp(event.getTimeStamp());
    copy.setLoggerName(event.getLoggerName());
    copy.setThreadName(event.getThreadName());
    copy.setMDCPropertyMap(mdc(event));
    if (thrown instanceof ThrowableProxy own) {
      copy.setThrowableProxy(own);
    }
    return copy;
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

  @Override
  public void describe(RecordWriter writer) {
    String name = fields == null ? null : fields.event();
    if (name != null) {
      writer.event(name);
    }
    if (message instanceof String pattern) {
      writer.message(pattern, arguments);
    } else {
      writer.message(message);
    }
    writer.put(RecordField.LOGGER, event.getLoggerName());
    writer.put(RecordField.THREAD, event.getThreadName());
    describeThrown(writer);
    if (fields != null) {
      fields.describe(writer);
    }
    describeMdc(writer);
  }

  private void describeThrown(RecordWriter writer) {
    IThrowableProxy thrown = event.getThrowableProxy();
    ThrowableHandlingConverter converter = origin.throwableConverter();
    if (converter == null && thrown instanceof ThrowableProxy own) {
      writer.error(own.getThrowable());
    } else if (thrown != null) {
      RenderedError.of(thrown, converter).describe(writer);
    }
  }

  private void describeMdc(RecordWriter writer) {
    Map<String, String> mdc = mdc(event);
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
        weight += ELEMENT_WEIGHT + Snapshots.weight(argument);
      }
    }
    Map<String, String> mdc = mdc(event);
    if (!mdc.isEmpty()) {
      weight += Snapshots.weight(mdc);
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null ? weight : weight + ThrownWeight.of(thrown);
  }

  @Override
  public Object origin() {
    return origin;
  }
}
