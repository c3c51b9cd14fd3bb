package io.streamobs;

import io.streamobs.Misuse.Kind;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An event of the application's own. Nothing is recorded before {@link #emit()}.
 *
 * <pre>{@code
 * work.event("reconnect_scheduled")
 *     .level(Level.WARN)
 *     .message("feed lost; reconnecting")
 *     .field("attempt", 3)
 *     .field("backoff_ms", 5000)
 *     .emit();
 * }</pre>
 *
 * <p>Threads: one at a time. Failure: no method throws.
 */
public final class EventBuilder {

  private final Core core;
  private final CorrelationContext context;
  private final String name;
  private Level level = Level.INFO;
  private CharSequence message;
  private @Nullable ErrorCode code;
  private @Nullable Throwable thrown;
  private @Nullable Object[] fields = new Object[8];
  private int used;
  // Whether an event that was made has the array; most builders are used once and need no copy.
  private boolean handedOver;

  EventBuilder(Core core, CorrelationContext context, String name) {
    this.core = core;
    this.context = context;
    this.name = own(core.name(name, "unnamed", context));
    this.message = this.name;
  }

  // Whoever reads stage_finished relies on what the library puts into it.
  private String own(String given) {
    if (!LibraryEvent.isOne(given)) {
      return given;
    }
    core.misuse(Kind.BAD_ARGUMENT, context, given + " is an event of the library's own");
    return "application_" + given;
  }

  /** How severe. Default: INFO. */
  public EventBuilder level(Level newLevel) {
    level = newLevel == null ? Level.INFO : newLevel;
    return this;
  }

  /** What happened, for a reader. Default: the event's name. */
  public EventBuilder message(String text) {
    message = Objects.requireNonNull(Snapshots.bounded(String.valueOf(text)));
    return this;
  }

  /** The kind of failure, where it is one. */
  public EventBuilder errorCode(ErrorCode newCode) {
    code = newCode;
    return this;
  }

  /** The exception behind it. */
  public EventBuilder error(Throwable newThrown) {
    thrown = newThrown;
    return this;
  }

  /** One more field; a mutable value is rendered now. */
  public EventBuilder field(String fieldName, @Nullable Object value) {
    if (handedOver || used == fields.length) {
      fields = Arrays.copyOf(fields, used == fields.length ? used * 2 : fields.length);
      handedOver = false;
    }
    fields[used++] = String.valueOf(fieldName);
    fields[used++] = Snapshots.of(value);
    return this;
  }

  /** Records the event. A builder that is used again afterwards makes another one. */
  public void emit() {
    core.emit(new ApplicationEvent(this));
    handedOver = true;
  }

  private static final class ApplicationEvent extends CapturedRecord {

    // The array grows by doubling.
    private static final int SLOT_WEIGHT = 8;

    private final String name;
    private final CharSequence message;
    private final @Nullable ErrorCode code;
    private final @Nullable Throwable thrown;
    private final @Nullable Object[] fields;
    private final int used;

    ApplicationEvent(EventBuilder builder) {
      super(builder.level, builder.core.clock.epochMillis(), builder.context);
      this.name = builder.name;
      this.message = builder.message;
      this.code = builder.code;
      this.thrown = builder.thrown;
      this.fields = builder.fields;
      this.used = builder.used;
    }

    @Override
    public void describe(RecordWriter writer) {
      writer.event(name);
      writer.message(message);
      if (code != null) {
        writer.put(RecordField.ERROR_CODE, code.code());
      }
      if (thrown != null) {
        writer.error(thrown);
      }
      for (int i = 0; i < used; i += 2) {
        writer.field(String.valueOf(fields[i]), fields[i + 1]);
      }
    }

    @Override
    public boolean isEvent() {
      return true;
    }

    @Override
    public int weight() {
      int weight = Snapshots.weight(message) + Snapshots.weightOfThrown(thrown);
      for (int i = 0; i < used; i++) {
        weight += SLOT_WEIGHT + Snapshots.weight(fields[i]);
      }
      return weight;
    }
  }
}
