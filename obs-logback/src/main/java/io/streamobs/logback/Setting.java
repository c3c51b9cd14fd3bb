package io.streamobs.logback;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import org.jspecify.annotations.Nullable;

/**
 * Settings as a configuration file has them. Taken as texts, because Logback ignores a value that
 * it cannot convert, and the mistake would go unnoticed.
 */
final class Setting {

  private Setting() {}

  static boolean flag(String key, @Nullable String value, boolean absent) {
    return switch (value == null ? Boolean.toString(absent) : value.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key, value, "give true or false");
    };
  }

  static int wholeNumber(String key, @Nullable String value, int absent) {
    try {
      return value == null ? absent : Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw bad(key, value, "give a whole number, such as " + absent);
    }
  }

  static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }
}
