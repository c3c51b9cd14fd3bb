package io.streamobs.assets.internal.bundle;

import io.streamobs.event.LibraryEvent;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a record's line says of where it belongs, read as far as the context goes. The encoder
 * writes that without a gap and before all else, so that the rest need not be read.
 *
 * <p>The line is believed, and not the scope that it came from: an id that holds a secret is
 * redacted here as everywhere, and must not become the name of a folder.
 *
 * @param stage the stage's name; empty outside a stage
 */
public record RecordHead(
    long seq, String level, String event, String streamId, String runId, String stage) {

  private static final String NONE = "-";
  private static final Set<String> BEGINNINGS =
      Set.of(LibraryEvent.RUN_STARTED.json(), LibraryEvent.RUN_RESUMED.json());
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * @param line one record as JSON, with canonical names
   * @throws tools.jackson.core.JacksonException when it is none
   */
  public static RecordHead read(byte[] line, int offset, int length) {
    long seq = 0;
    String level = "";
    String event = "";
    String stream = NONE;
    String run = NONE;
    String stage = "";
    boolean inContext = true;
    try (JsonParser parser = MAPPER.createParser(line, offset, length)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null && inContext; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        switch (name) {
          case "seq" -> seq = parser.getLongValue();
          case "level" -> level = text(parser);
          case "event" -> event = text(parser);
          case "streamId" -> stream = text(parser);
          case "runId" -> run = text(parser);
          case "stage" -> stage = text(parser);
          case "ts", "message", "service", "component", "instanceId", "correlation_id" -> {}
          case "session_id", "trace_id", "fragmentSeq", "fragmentId", "batchNumber" -> {}
          default -> {
            skip(parser, value);
            inContext = false;
          }
        }
      }
    }
    return new RecordHead(seq, level, event, stream, run, stage);
  }

  private static String text(JsonParser parser) {
    return Objects.requireNonNull(parser.getString());
  }

  private static void skip(JsonParser parser, @Nullable JsonToken value) {
    if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
      parser.skipChildren();
    }
  }

  /** Whether a run begins or goes on with it. */
  public boolean beginsRun() {
    return BEGINNINGS.contains(event);
  }

  /** Whether it was made in a run. */
  public boolean isInRun() {
    return !runId.equals(NONE);
  }
}
