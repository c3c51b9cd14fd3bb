package io.streamobs;

import io.streamobs.event.RecordField;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names under which the contract fields appear in an output. The records themselves do not
 * change; two outputs of one pipeline may use two namings. Immutable.
 */
public final class FieldNaming {

  private static final FieldNaming CANONICAL =
      new FieldNaming(new EnumMap<>(RecordField.class), ErrorNames.CANONICAL);
  private static final Map<RecordField, String> SNAKE = snakeCase().renamed;

  private final EnumMap<RecordField, String> renamed;
  private final ErrorNames error;

  /**
   * The members of the field {@code error}.
   *
   * @param type the exception's class
   * @param message its message
   * @param stack its stack with its causes
   */
  public record ErrorNames(String type, String message, String stack) {
    static final ErrorNames CANONICAL = new ErrorNames("type", "message", "stack");

    // Before JDK 19 the methods that the compiler makes keep the class, and its loader with it, in
    // a
    // cache of the platform's.
    @Override
    public boolean equals(Object other) {
      return other instanceof ErrorNames that
          && type.equals(that.type)
          && message.equals(that.message)
          && stack.equals(that.stack);
    }

    @Override
    public int hashCode() {
      return (type.hashCode() * 31 + message.hashCode()) * 31 + stack.hashCode();
    }
  }

  private FieldNaming(EnumMap<RecordField, String> renamed, ErrorNames error) {
    this.renamed = renamed;
    this.error = error;
    requireDistinctNames();
  }

  /** The names as documented: {@code ts}, {@code streamId}, {@code correlation_id}, … */
  public static FieldNaming canonical() {
    return CANONICAL;
  }

  /** Every name in snake_case: {@code stream_id}, {@code fragment_seq}, … */
  public static FieldNaming snakeCase() {
    return CANONICAL
        .with(RecordField.STREAM_ID, "stream_id")
        .with(RecordField.RUN_ID, "run_id")
        .with(RecordField.INSTANCE_ID, "instance_id")
        .with(RecordField.FRAGMENT_SEQ, "fragment_seq")
        .with(RecordField.FRAGMENT_ID, "fragment_id")
        .with(RecordField.BATCH_NUMBER, "batch_number");
  }

  /**
   * The Elastic Common Schema's names where it has one of the same meaning and unit; everything
   * else under {@code streamobs.}.
   */
  public static FieldNaming ecs() {
    return prefixed("streamobs.", new ErrorNames("type", "message", "stack_trace"))
        .with(RecordField.TS, "@timestamp")
        .with(RecordField.LEVEL, "log.level")
        .with(RecordField.SEQ, "event.sequence")
        .with(RecordField.EVENT, "event.action")
        .with(RecordField.MESSAGE, "message")
        .with(RecordField.SERVICE, "service.name")
        .with(RecordField.INSTANCE_ID, "service.node.name")
        .with(RecordField.SPAN_ID, "span.id")
        .with(RecordField.TRACE_ID, "trace.id")
        .with(RecordField.ERROR_CODE, "error.code")
        .with(RecordField.ERROR, "error")
        .with(RecordField.LOGGER, "log.logger")
        .with(RecordField.THREAD, "process.thread.name");
  }

  /**
   * OpenTelemetry's log data model and semantic conventions where they have a name of the same
   * meaning and unit; everything else under {@code streamobs.}.
   */
  public static FieldNaming openTelemetry() {
    return prefixed("streamobs.", new ErrorNames("type", "message", "stacktrace"))
        .with(RecordField.TS, "timestamp")
        .with(RecordField.LEVEL, "severity_text")
        .with(RecordField.EVENT, "event_name")
        .with(RecordField.MESSAGE, "body")
        .with(RecordField.SERVICE, "service.name")
        .with(RecordField.INSTANCE_ID, "service.instance.id")
        .with(RecordField.SESSION_ID, "session.id")
        .with(RecordField.SPAN_ID, "span_id")
        .with(RecordField.TRACE_ID, "trace_id")
        .with(RecordField.ERROR, "exception")
        .with(RecordField.LOGGER, "scope.name")
        .with(RecordField.THREAD, "thread.name");
  }

  /**
   * A preset by its name: {@code canonical}, {@code snake_case}, {@code ecs} or {@code
   * opentelemetry}.
   *
   * @throws ConfigurationException when there is none of that name
   */
  public static FieldNaming preset(String name) {
    return switch (name) {
      case "canonical" -> canonical();
      case "snake_case" -> snakeCase();
      case "ecs" -> ecs();
      case "opentelemetry" -> openTelemetry();
      default ->
          throw new ConfigurationException(
              ObsErrors.BAD_FIELD_NAMING,
              "field naming",
              name,
              "choose canonical, snake_case, ecs or opentelemetry");
    };
  }

  /**
   * The canonical names, some of them changed.
   *
   * @param names from canonical to output name
   * @throws ConfigurationException when a key is no contract field, or two fields get one name
   */
  public static FieldNaming renaming(Map<String, String> names) {
    FieldNaming naming = CANONICAL;
    for (Map.Entry<String, String> entry : names.entrySet()) {
      RecordField field = RecordField.of(entry.getKey());
      if (field == null) {
        throw new ConfigurationException(
            ObsErrors.BAD_FIELD_NAMING,
            "field naming",
            entry.getKey(),
            "rename only contract fields: " + canonicalNames());
      }
      naming = naming.withUnchecked(field, entry.getValue());
    }
    return new FieldNaming(naming.renamed, naming.error);
  }

  /**
   * This naming with one field renamed.
   *
   * @throws ConfigurationException when another field has that name, or it is empty
   */
  public FieldNaming with(RecordField field, String name) {
    FieldNaming naming = withUnchecked(field, name);
    naming.requireDistinctNames();
    return naming;
  }

  /** The output name of a contract field. */
  public String name(RecordField field) {
    return renamed.getOrDefault(field, field.json());
  }

  /** The output names of the members of {@code error}. */
  public ErrorNames error() {
    return error;
  }

  private FieldNaming withUnchecked(RecordField field, String name) {
    FieldNaming copy = new FieldNaming(error, renamed);
    copy.renamed.put(field, name);
    return copy;
  }

  // Copies without the check, for a chain of renamings that is checked at its end.
  private FieldNaming(ErrorNames error, EnumMap<RecordField, String> renamed) {
    this.renamed = new EnumMap<>(renamed);
    this.error = error;
  }

  private static FieldNaming prefixed(String prefix, ErrorNames error) {
    EnumMap<RecordField, String> names = new EnumMap<>(RecordField.class);
    for (RecordField field : RecordField.values()) {
      names.put(field, prefix + SNAKE.getOrDefault(field, field.json()));
    }
    return new FieldNaming(names, error);
  }

  private void requireDistinctNames() {
    Set<String> seen = new HashSet<>();
    for (RecordField field : RecordField.values()) {
      String name = name(field);
      if (name.isBlank() || name.length() > 128 || !seen.add(name)) {
        throw new ConfigurationException(
            ObsErrors.BAD_FIELD_NAMING,
            "output name of " + field.json(),
            name,
            "give each contract field a name of 1 to 128 characters that no other field has");
      }
    }
  }

  private static String canonicalNames() {
    return String.join(", ", Arrays.stream(RecordField.values()).map(RecordField::json).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldNaming that
        && renamed.equals(that.renamed)
        && error.equals(that.error);
  }

  @Override
  public int hashCode() {
    return renamed.hashCode() * 31 + error.hashCode();
  }

  @Override
  public String toString() {
    return renamed.isEmpty() ? "canonical" : renamed.toString();
  }
}
