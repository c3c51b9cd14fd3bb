package io.streamobs.internal.encode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A flat JSON object, for what is written now and then. Keys in the order of the map. */
public final class JsonText {

  private JsonText() {}

  /**
   * @param fields texts, whole numbers and booleans; of anything else, its text
   */
  public static String object(Map<String, ?> fields) {
    ByteBuilder out = new ByteBuilder(256);
    char before = '{';
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      out.append(before);
      text(out, field.getKey());
      out.append(':');
      value(out, field.getValue());
      before = ',';
    }
    out.ascii(fields.isEmpty() ? "{}" : "}");
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  private static void value(ByteBuilder out, Object value) {
    if (value instanceof Long || value instanceof Integer) {
      out.number(((Number) value).longValue());
    } else if (value instanceof Boolean) {
      out.ascii(value.toString());
    } else {
      text(out, value.toString());
    }
  }

  private static void text(ByteBuilder out, String text) {
    out.append('"');
    out.escaped(text.toCharArray(), 0, text.length());
    out.append('"');
  }
}
