package io.streamobs.testkit;

import io.streamobs.Outcome;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;

/**
 * One captured record, read back from its line. Accessors give null, or empty, where the field is
 * missing or of another type, so that a test can look at broken records too.
 *
 * <p>Values are Java's: texts, {@code Long} for whole numbers, {@code Double}, {@code Boolean},
 * lists and maps. Immutable; any thread.
 */
public final class RecordView {

  private final String source;
  private final int number;
  private final String line;
  private final Map<String, @Nullable Object> fields;
  private final @Nullable String problem;

  private RecordView(
      String source,
      int number,
      String line,
      Map<String, @Nullable Object> fields,
      @Nullable String problem) {
    this.source = source;
    this.number = number;
    this.line = line;
    this.fields = fields;
    this.problem = problem;
  }

  /** Reads a line; never fails. */
  static RecordView of(int number, String line) {
    return of("", number, line);
  }

  /**
   * Reads a line of bytes; never fails.
   *
   * @param source the file's name, or nothing where there is only one
   */
  static RecordView of(String source, int number, byte[] bytes, int start, int end) {
    ByteBuffer line = ByteBuffer.wrap(bytes, start, end - start);
    try {
      return of(source, number, StandardCharsets.UTF_8.newDecoder().decode(line).toString());
    } catch (CharacterCodingException e) {
      String readable = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      return malformed(source, number, readable, "not UTF-8");
    }
  }

  private static RecordView of(String source, int number, String line) {
    try {
      Map<String, @Nullable Object> fields = Json.object(line);
      return fields == null
          ? malformed(source, number, line, "not one JSON object")
          : new RecordView(source, number, line, fields, null);
    } catch (JacksonException e) {
      return malformed(source, number, line, "not one JSON object: " + Json.problem(e));
    }
  }

  private static RecordView malformed(String source, int number, String line, String problem) {
    return new RecordView(source, number, line, Map.of(), problem);
  }

  /** Where it is, for a message: the line, in its file where there are several. */
  String place() {
    return source.isEmpty() ? "line " + number : source + " line " + number;
  }

  /** The place in the log, from 1; in a file, the number of the line. */
  public int number() {
    return number;
  }

  /** The line as it was written, without its newline. */
  public String line() {
    return line;
  }

  /** Why the line is not a JSON object with unique names, or null where it is one. */
  public @Nullable String problem() {
    return problem;
  }

  /** All fields by their names, in the order of the line. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** Whether the field is there, be it null. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** The field's value, or null where it is missing. */
  public @Nullable Object field(String name) {
    return fields.get(name);
  }

  /** The value of a member of {@code details}, or null where it is missing. */
  public @Nullable Object detail(String name) {
    return member(RecordField.DETAILS, name);
  }

  /** When the record was made. */
  public @Nullable Instant ts() {
    String text = text(RecordField.TS);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** How severe. */
  public @Nullable Level level() {
    return constant(Level.values(), text(RecordField.LEVEL), Level::name);
  }

  /** The number within its pipeline. */
  public OptionalLong seq() {
    return whole(RecordField.SEQ);
  }

  /** What happened. */
  public @Nullable String event() {
    return text(RecordField.EVENT);
  }

  /** What happened, for a reader. */
  public @Nullable String message() {
    return text(RecordField.MESSAGE);
  }

  /** The logical service. */
  public @Nullable String service() {
    return text(RecordField.SERVICE);
  }

  /** The part of the service. */
  public @Nullable String component() {
    return text(RecordField.COMPONENT);
  }

  /** The stream, or {@code -} outside a run. */
  public @Nullable String streamId() {
    return text(RecordField.STREAM_ID);
  }

  /** The run, or {@code -} outside one. */
  public @Nullable String runId() {
    return text(RecordField.RUN_ID);
  }

  /** The process that made the record. */
  public @Nullable String instanceId() {
    return text(RecordField.INSTANCE_ID);
  }

  /** The work that the record belongs to. */
  public @Nullable String correlationId() {
    return text(RecordField.CORRELATION_ID);
  }

  /** The execution of the application. */
  public @Nullable String sessionId() {
    return text(RecordField.SESSION_ID);
  }

  /** The trace that the work came with. */
  public @Nullable String traceId() {
    return text(RecordField.TRACE_ID);
  }

  /** The fragment's number. */
  public OptionalLong fragmentSeq() {
    return whole(RecordField.FRAGMENT_SEQ);
  }

  /** The fragment's name. */
  public @Nullable String fragmentId() {
    return text(RecordField.FRAGMENT_ID);
  }

  /** The fragment's batch. */
  public OptionalLong batchNumber() {
    return whole(RecordField.BATCH_NUMBER);
  }

  /** The stage. */
  public @Nullable String stage() {
    return text(RecordField.STAGE);
  }

  /** The execution of the stage. */
  public @Nullable String spanId() {
    return text(RecordField.SPAN_ID);
  }

  /** How the work ended. */
  public @Nullable Outcome outcome() {
    return constant(Outcome.values(), text(RecordField.OUTCOME), Outcome::json);
  }

  /** How long it took, in whole milliseconds. */
  public OptionalLong durationMs() {
    return whole(RecordField.DURATION_MS);
  }

  /** The kind of failure. */
  public @Nullable String errorCode() {
    return text(RecordField.ERROR_CODE);
  }

  /** The class of the exception behind the record. */
  public @Nullable String errorType() {
    return member(RecordField.ERROR, "type") instanceof String type ? type : null;
  }

  /** The message of the exception behind the record. */
  public @Nullable String errorMessage() {
    return member(RecordField.ERROR, "message") instanceof String message ? message : null;
  }

  boolean is(LibraryEvent event) {
    return event.json().equals(event());
  }

  private @Nullable Object member(RecordField field, String name) {
    return fields.get(field.json()) instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private @Nullable String text(RecordField field) {
    return fields.get(field.json()) instanceof String text ? text : null;
  }

  private OptionalLong whole(RecordField field) {
    return fields.get(field.json()) instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  private static <T> @Nullable T constant(
      T[] values, @Nullable String text, Function<T, String> name) {
    for (T value : values) {
      if (name.apply(value).equals(text)) {
        return value;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return place() + ": " + line;
  }
}
