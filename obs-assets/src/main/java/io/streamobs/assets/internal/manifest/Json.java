package io.streamobs.assets.internal.manifest;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as files of a bundle have it. */
final class Json {

  private static final JsonMapper LINE = new JsonMapper();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** For people too: indented, and ended by a newline. */
  static byte[] pretty(JsonNode tree) {
    return (PRETTY.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** One line. */
  static byte[] line(JsonNode tree) {
    return (LINE.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static JsonNode read(byte[] bytes) {
    return LINE.readTree(bytes);
  }
}
