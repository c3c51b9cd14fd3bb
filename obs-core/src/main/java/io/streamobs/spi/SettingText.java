package io.streamobs.spi;

import io.streamobs.internal.config.Durations;
import io.streamobs.internal.config.Sizes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How times and sizes are written in settings, for front ends to read them as everybody else does.
 */
public final class SettingText {

  private SettingText() {}

  /**
   * What {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 14d} or ISO 8601 says, or null
   * where the text is no time.
   */
  public static @Nullable Duration time(String text) {
    return Durations.parse(text);
  }

  /** The other way round: {@code 14d}, {@code 90s}. */
  public static String of(Duration time) {
    return Durations.text(time);
  }

  /**
   * The bytes of {@code 65536}, {@code 64MB} or {@code 1 GiB}, where a KB is 1,024 bytes; null
   * where the text is no size, or too large for a number.
   */
  public static @Nullable Long bytes(String text) {
    return Sizes.parse(text);
  }
}
