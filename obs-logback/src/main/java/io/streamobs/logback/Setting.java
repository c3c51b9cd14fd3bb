package io.streamobs.logback;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.spi.SettingText;
import java.time.Duration;
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

  /** A number above zero. */
  static int count(String key, String value) {
    int count = wholeNumber(key, value, 100);
    if (count < 1) {
      throw bad(key, value, "give a number above 0");
    }
    return count;
  }

  /** A size above zero, in bytes. */
  static long size(String key, String value) {
    Long bytes = SettingText.bytes(value);
    if (bytes == null || bytes == 0) {
      throw bad(key, value, "give a size above 0, such as 65536, 64MB or 1GB");
    }
    return bytes;
  }

  /** A time above zero. */
  static Duration time(String key, String value) {
    Duration time = SettingText.time(value);
    if (time == null || time.isNegative() || time.isZero()) {
      throw bad(key, value, "give a time above 0, such as 5m, 1h, 14d or PT5M");
    }
    return time;
  }

  static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }
}
