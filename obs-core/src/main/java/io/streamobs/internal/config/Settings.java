package io.streamobs.internal.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings from outside: a system property such as {@code obs.queue.capacity}, else the
 * environment variable of the same name in capitals, {@code OBS_QUEUE_CAPACITY}. A value that
 * cannot be used is an error that names where it was set.
 */
public final class Settings {

  private final Properties properties;
  private final Map<String, String> environment;

  public Settings(Properties properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** Those of this process, as they are now. */
  public static Settings ofProcess() {
    return new Settings(System.getProperties(), System.getenv());
  }

  /** The value, trimmed, or null where it is not set or blank. */
  public @Nullable String text(String key) {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      value = environment.get(variable(key));
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  public String text(String key, String absent) {
    String value = text(key);
    return value == null ? absent : value;
  }

  public int number(String key, int absent) {
    String value = text(key);
    if (value == null) {
      return absent;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw Checks.bad(where(key), value, "give a whole number, such as " + absent);
    }
  }

  /** A time above zero, up to an hour. */
  public Duration deadline(String key, Duration absent) {
    String value = text(key);
    if (value == null) {
      return absent;
    }
    Duration deadline = Durations.parse(value);
    if (deadline == null || !Checks.isDeadline(deadline)) {
      throw Checks.bad(where(key), value, Checks.DEADLINE_REMEDY);
    }
    return deadline;
  }

  /** The same, or {@code off}, which is zero. */
  public Duration interval(String key, Duration absent) {
    return "off".equalsIgnoreCase(text(key)) ? Duration.ZERO : deadline(key, absent);
  }

  public boolean flag(String key, boolean absent) {
    String value = text(key);
    if (value == null) {
      return absent;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Checks.bad(where(key), value, "give true or false");
    };
  }

  /** Words separated by commas. */
  public Set<String> words(String key) {
    return Set.copyOf(list(key));
  }

  /** The same in their order, with those that come again. */
  public List<String> list(String key) {
    String value = text(key);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }

  /** An id that another process handed down, or null where there is none. */
  public @Nullable String outsideId(String key) {
    String value = text(key);
    if (value != null && !Checks.isOutsideId(value)) {
      throw Checks.bad(
          where(key), value, "give 1 to 128 letters, digits, dots, colons, dashes or underscores");
    }
    return value;
  }

  /** The setting's name as the user wrote it. */
  public String where(String key) {
    String property = properties.getProperty(key);
    return property != null && !property.isBlank() ? "-D" + key : variable(key);
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
