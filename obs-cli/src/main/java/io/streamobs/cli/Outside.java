package io.streamobs.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Settings from outside, as an {@code Obs} reads them. */
final class Outside {

  private Outside() {}

  /**
   * A system property such as {@code obs.retention.policy}, else the variable {@code
   * OBS_RETENTION_POLICY}; null where neither says anything.
   */
  static @Nullable String setting(String key) {
    String property = System.getProperty(key);
    String value =
        property != null && !property.isBlank()
            ? property
            : System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_'));
    return value == null || value.isBlank() ? null : value.strip();
  }
}
