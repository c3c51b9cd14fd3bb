package io.streamobs;

import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every line that reaches it, parsed. */
public final class CapturingSink implements RecordSink {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final String name;
  private final List<JsonNode> records = new ArrayList<>();

  public CapturingSink() {
    this("capture");
  }

  public CapturingSink(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void write(ByteBuffer lines) {
    byte[] bytes = new byte[lines.remaining()];
    lines.get(bytes);
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      records.add(MAPPER.readTree(line));
    }
  }

  public synchronized List<JsonNode> records() {
    return List.copyOf(records);
  }

  public synchronized void clear() {
    records.clear();
  }

  public List<JsonNode> events(String event) {
    return records().stream().filter(r -> r.get("event").asString().equals(event)).toList();
  }

  public JsonNode only(String event) {
    List<JsonNode> found = events(event);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " records of " + event + " in " + records());
    }
    return found.get(0);
  }
}
