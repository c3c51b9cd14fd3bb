package io.streamobs.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them, and as numbers for callers that must not fail: what does not fit
 * is the nearest that does.
 */
public final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final long MOST_COUNT = 999_999_999;

  private Durations() {}

  /**
   * What {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 14d} or ISO 8601 says, or null.
   */
  public static @Nullable Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      return of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Duration of(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** What {@link #parse} reads: in the largest unit that it is a whole number of, else ISO 8601. */
  public static String text(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      return duration.toString();
    }
    for (String unit : List.of("d", "h", "m", "s", "ms")) {
      Duration one = of(1, unit);
      if (duration.compareTo(one.multipliedBy(MOST_COUNT)) <= 0) {
        long count = duration.dividedBy(one);
        if (one.multipliedBy(count).equals(duration)) {
          return count + unit;
        }
      }
    }
    return duration.toString();
  }

  /** Nanoseconds, 0 or above; 0 for null. */
  public static long nanos(@Nullable Duration duration) {
    if (duration == null || duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
        ? Long.MAX_VALUE
        : duration.toNanos();
  }

  /** Milliseconds, 0 or above; -1, which stands for "not known", for null. */
  public static long millisIfKnown(@Nullable Duration duration) {
    if (duration == null) {
      return -1;
    }
    return duration.compareTo(Duration.ofMillis(Long.MAX_VALUE)) >= 0
        ? Long.MAX_VALUE
        : Math.max(0, duration.toMillis());
  }

  /** The moment on the monotonic clock that is so long after {@code now}; never wraps around. */
  public static long after(long now, @Nullable Duration duration) {
    return now + Math.min(nanos(duration), Long.MAX_VALUE / 2);
  }
}
