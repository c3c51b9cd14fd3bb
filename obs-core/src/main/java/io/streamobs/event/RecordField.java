package io.streamobs.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a log record that are a contract: their names, their meaning and who may set them.
 * Any other top-level field is the application's.
 */
public enum RecordField {
  TS("ts"),
  LEVEL("level"),
  SEQ("seq"),
  EVENT("event", Setter.APPLICATION),
  MESSAGE("message"),
  SERVICE("service"),
  COMPONENT("component"),
  STREAM_ID("streamId"),
  RUN_ID("runId"),
  INSTANCE_ID("instanceId"),
  CORRELATION_ID("correlation_id"),
  SESSION_ID("session_id"),
  FRAGMENT_SEQ("fragmentSeq"),
  FRAGMENT_ID("fragmentId"),
  BATCH_NUMBER("batchNumber"),
  STAGE("stage"),
  SPAN_ID("span_id"),
  TRACE_ID("trace_id"),
  OUTCOME("outcome"),
  DURATION_MS("duration_ms"),
  MEDIA_START_MS("media_start_ms"),
  MEDIA_END_MS("media_end_ms"),
  ERROR_CODE("error_code", Setter.APPLICATION),
  ERROR("error"),
  ATTEMPT("attempt", Setter.APPLICATION),
  BACKOFF_MS("backoff_ms", Setter.APPLICATION),
  RATE_LIMIT_SCOPE("rate_limit_scope", Setter.APPLICATION),
  LOGGER("logger"),
  THREAD("thread"),
  DETAILS("details");

  /** Who may set a contract field. */
  public enum Setter {
    /** This library alone: an application's field of that name moves under {@code details}. */
    LIBRARY,
    /**
     * The application too, with a value of the right type; any other moves under {@code details}.
     */
    APPLICATION
  }

  private static final Map<String, RecordField> BY_NAME = new HashMap<>();

  static {
    for (RecordField field : values()) {
      BY_NAME.put(field.json, field);
    }
  }

  private final String json;
  private final Setter setter;

  RecordField(String json) {
    this(json, Setter.LIBRARY);
  }

  RecordField(String json, Setter setter) {
    this.json = json;
    this.setter = setter;
  }

  /** The field's name in the canonical output. */
  public String json() {
    return json;
  }

  /** Who may set it. */
  public Setter setter() {
    return setter;
  }

  /** The contract field of that canonical name, or null where the name is the application's. */
  public static @Nullable RecordField of(String name) {
    return BY_NAME.get(name);
  }
}
