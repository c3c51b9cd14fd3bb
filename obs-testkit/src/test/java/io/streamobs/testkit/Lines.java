package io.streamobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Builds log lines that are right, and changes them into ones that are wrong. */
final class Lines {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Lines() {}

  /** A plain line of a run. */
  static Lines line(long seq) {
    Lines line = new Lines();
    return line.with("ts", "2026-01-01T00:00:0" + seq % 10 + ".000Z")
        .with("level", "INFO")
        .with("seq", seq)
        .with("event", "log_message")
        .with("message", "message " + seq)
        .with("service", "live-dub")
        .with("component", "worker")
        .with("streamId", "stream-42")
        .with("runId", "run-1")
        .with("instanceId", "instance-1")
        .with("correlation_id", "work-1")
        .with("session_id", "session-1");
  }

  static Lines stageStarted(long seq, String stage, String span) {
    return line(seq).with("event", "stage_started").with("stage", stage).with("span_id", span);
  }

  static Lines stageFinished(long seq, String stage, String span) {
    return stageStarted(seq, stage, span)
        .with("event", "stage_finished")
        .with("outcome", "success")
        .with("duration_ms", 12);
  }

  Lines with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  Lines without(String name) {
    fields.remove(name);
    return this;
  }

  String json() {
    return MAPPER.writeValueAsString(fields);
  }

  /** A file with these lines. */
  static LogFile file(Path folder, Lines... lines) {
    StringBuilder text = new StringBuilder();
    for (Lines line : lines) {
      text.append(line.json()).append('\n');
    }
    return file(folder, text.toString());
  }

  static LogFile file(Path folder, String text) {
    try {
      return LogFile.read(Files.writeString(folder.resolve("log.jsonl"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
