package io.streamobs.internal.config;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks that settings share. Each failure names key, value and remedy. */
public final class Checks {

  static final String DEADLINE_REMEDY =
      "give a time above 0 and up to 1 hour, such as 500ms, 2s, 5m or PT2S";

  private static final Pattern OUTSIDE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private Checks() {}

  /** Fails where {@code value} is not within the bounds. */
  public static int range(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw bad(key, value, "give a whole number from " + least + " to " + most);
    }
    return value;
  }

  /** Fails where {@code value} is null, blank, or longer than a name has reason to be. */
  public static String name(String key, @Nullable String value) {
    if (value == null || value.isBlank() || value.length() > 128) {
      throw bad(key, value, "give a name of 1 to 128 characters, such as live-dub");
    }
    return value;
  }

  /** Fails where {@code value} is not above zero and at most an hour. */
  public static Duration deadline(String key, @Nullable Duration value) {
    if (value == null || !isDeadline(value)) {
      throw bad(key, value, DEADLINE_REMEDY);
    }
    return value;
  }

  static boolean isDeadline(Duration value) {
    return !value.isNegative() && !value.isZero() && value.compareTo(Duration.ofHours(1)) <= 0;
  }

  /** Whether an id from outside (a header, the environment) may be carried on. */
  public static boolean isOutsideId(@Nullable String value) {
    // A dash stands for "none" in a record.
    return value != null && !value.equals("-") && OUTSIDE_ID.matcher(value).matches();
  }

  /** A setting that cannot be used. */
  public static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }
}
