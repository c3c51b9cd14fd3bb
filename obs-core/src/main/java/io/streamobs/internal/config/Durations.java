package io.streamobs.internal.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations as numbers, for callers that must not fail: what does not fit is the nearest that does.
 */
public final class Durations {

  private Durations() {}

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
