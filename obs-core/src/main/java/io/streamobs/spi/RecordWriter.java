package io.streamobs.spi;

import io.streamobs.Outcome;
import io.streamobs.event.RecordField;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link CapturedRecord} describes itself. Order: {@link #event}, {@link #message}, then
 * fields. Every text passes redaction; every name is written once.
 *
 * <p>Threads: used on the pipeline's thread, for the time of one {@code describe} call.
 */
public interface RecordWriter {

  /** The event's name, snake_case; anything else moves under {@code details}. */
  void event(String name);

  /** The message as it stands. */
  void message(@Nullable CharSequence text);

  /** A message with SLF4J's {@code {}} anchors; the arguments must be {@link Snapshots}. */
  void message(@Nullable String pattern, @Nullable Object @Nullable [] arguments);

  /** A contract field with a text. */
  void put(RecordField field, @Nullable String value);

  /** A contract field with a number. */
  void put(RecordField field, long value);

  /** The outcome. */
  default void outcome(Outcome outcome) {
    put(RecordField.OUTCOME, outcome.json());
  }

  /**
   * A named timing of whole milliseconds.
   *
   * @param name without its unit: {@code archive} becomes {@code archive_ms}
   */
  void timing(String name, long millis);

  /** An exception: its type, message, and a bounded stack with its causes. */
  void error(Throwable thrown);

  /** An exception of which there is only a description. */
  void error(String type, @Nullable String message, String stack);

  /**
   * An application's field. It stands at the top level under its own name, or under {@code details}
   * where that name is a contract field's or was written before.
   *
   * @param value a {@linkplain Snapshots snapshot}
   */
  void field(String name, @Nullable Object value);

  /** A member of {@code details}. */
  void detail(String name, @Nullable Object value);
}
