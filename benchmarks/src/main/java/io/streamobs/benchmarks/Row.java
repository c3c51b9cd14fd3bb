package io.streamobs.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the result.
 *
 * @param lost the share of records that did not arrive
 * @param bytes allocated by the caller for each call; null where not counted
 * @param syscalls of the caller's thread for each 100,000 calls; null where not counted
 */
record Row(Turn turn, Times times, double lost, @Nullable Double bytes, @Nullable Double syscalls) {

  static final String HEAD =
      "%-9s %-8s %-17s %s %6s %6s %8s"
          .formatted("pace", "call", "contender", Times.HEAD, "lost", "B/call", "syscalls");

  @Override
  public String toString() {
    return "%s %s %5.1f%% %6s %8s"
        .formatted(turn, times, lost * 100, whole(bytes), whole(syscalls));
  }

  private static String whole(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.0f", value);
  }
}
