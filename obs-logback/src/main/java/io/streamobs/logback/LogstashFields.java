package io.streamobs.logback;

import java.util.function.Consumer;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.marker.LogstashMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import tools.jackson.core.JsonGenerator;

/**
 * The fields of logstash-logback-encoder's structured arguments and markers. Rendered on the
 * caller's thread, because nobody knows what they hold; one that cannot be rendered costs its own
 * fields only.
 */
final class LogstashFields {

  private LogstashFields() {}

  static boolean areIn(@Nullable Object[] arguments) {
    for (Object argument : arguments) {
      // Classes before the interface: to find that a class has not an interface is the slow answer.
      boolean usual =
          argument instanceof String || argument instanceof Number || argument instanceof Boolean;
      if (!usual && argument instanceof StructuredArgument) {
        return true;
      }
    }
    return false;
  }

  static void addOf(@Nullable Object[] arguments, Fields fields) {
    for (Object argument : arguments) {
      if (argument instanceof StructuredArgument structured) {
        add(structured, structured::writeTo, fields);
      }
    }
  }

  static boolean addOf(Marker marker, Fields fields) {
    if (marker instanceof LogstashMarker structured) {
      add(structured, structured::writeTo, fields);
      return true;
    }
    return false;
  }

  private static void add(Object source, Consumer<JsonGenerator> writing, Fields fields) {
    try {
      FieldBuffer buffer = new FieldBuffer();
      buffer.writeStartObject();
      writing.accept(buffer);
      buffer.writeEndObject();
      buffer.copyTo(fields);
    } catch (Throwable thrown) { // the host's own object must not harm the host's own call
      String type = source.getClass().getSimpleName();
      fields.add("unreadable_field", "[" + type + ": " + thrown.getClass().getName() + "]");
    }
  }
}
