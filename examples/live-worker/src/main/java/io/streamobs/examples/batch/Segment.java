package io.streamobs.examples.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** From when to when somebody speaks, in milliseconds. */
record Segment(long startMs, long endMs) {

  private static final JsonMapper MAPPER = new JsonMapper();

  static void write(List<Segment> segments, Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(segments) + "\n");
  }

  static List<Segment> read(Path file) throws IOException {
    return List.of(MAPPER.readValue(Files.readString(file), Segment[].class));
  }
}
