package io.streamobs.logback;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * The door to {@link LogstashFields}: closed where logstash-logback-encoder is not on the class
 * path, or is one that we do not know.
 */
final class StructuredFields {

  private static final boolean AVAILABLE = isAvailable();

  private StructuredFields() {}

  private static boolean isAvailable() {
    try {
      ClassLoader loader = StructuredFields.class.getClassLoader();
      Class<?> generator = Class.forName("tools.jackson.core.JsonGenerator", false, loader);
      Class.forName("tools.jackson.databind.ObjectMapper", false, loader);
      Class.forName("net.logstash.logback.argument.StructuredArgument", false, loader)
          .getMethod("writeTo", generator);
      return true;
    } catch (ReflectiveOperationException | LinkageError absent) {
      return false;
    }
  }

  static boolean areIn(@Nullable Object[] arguments) {
    return AVAILABLE && LogstashFields.areIn(arguments);
  }

  static void addOf(@Nullable Object[] arguments, Fields fields) {
    if (AVAILABLE) {
      LogstashFields.addOf(arguments, fields);
    }
  }

  /** Adds the marker's fields; says whether it is a marker that has fields instead of a name. */
  static boolean addOf(Marker marker, Fields fields) {
    return AVAILABLE && LogstashFields.addOf(marker, fields);
  }
}
