package io.streamobs.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines the strict way: names are unique, nothing follows the object. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * The members of an object as Java's own values.
   *
   * @return null where the line is JSON, but no object
   * @throws tools.jackson.core.JacksonException when the line is not one JSON value
   */
  static @Nullable Map<String, @Nullable Object> object(String line) {
    JsonNode tree = tree(line);
    return tree.isObject() ? members(tree) : null;
  }

  private static Map<String, @Nullable Object> members(JsonNode object) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isObject()) {
      return members(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return Collections.unmodifiableList(elements);
    }
    if (node.isNumber()) {
      return number(node);
    }
    return node.isNull() ? null : node.isBoolean() ? node.booleanValue() : node.stringValue();
  }

  private static Number number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return node.doubleValue();
    }
    return node.canConvertToLong() ? (Number) node.longValue() : node.bigIntegerValue();
  }

  /**
   * @throws tools.jackson.core.JacksonException when the line is not one JSON value
   */
  static JsonNode tree(String line) {
    return MAPPER.readTree(line);
  }

  /** The text as a JSON string. */
  static String quoted(String text) {
    return MAPPER.writeValueAsString(text);
  }

  /** What is wrong with a text that could not be read, in one line and without the text itself. */
  static String problem(RuntimeException thrown) {
    String message = String.valueOf(thrown.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
