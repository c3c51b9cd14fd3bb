package io.streamobs.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table.
 *
 * @param lost the share of records that did not arrive
 * @param bytes allocated by the caller for each call; null where not counted
 * @param syscalls of the caller's thread for each 100,000 calls; null where not counted
 */
record Row(Turn turn, Times times, double lost, @Nullable Double bytes, @Nullable Double syscalls) {

  private static final String COLUMNS = "%-20s%s %8s %8s %9s";

  /** What stands above the columns of {@link #toString}. */
  static String head(Setting setting) {
    return setting.isCounted()
        ? COLUMNS.formatted("", Times.head(), "lost", "B/call", "syscalls")
        : COLUMNS.formatted("", Times.head(), "lost", "", "").stripTrailing();
  }

  /** Somebody who did not keep all, though it had the time. */
  boolean isShort() {
    return turn.setting().pace() == Pace.PACED && !turn.contender().isFloor() && lost > 0;
  }

  @Override
  public String toString() {
    return COLUMNS
        .formatted(turn, times, lostShare(), whole(bytes), whole(syscalls))
        .stripTrailing();
  }

  /** For a reader. */
  String lostShare() {
    return turn.contender().isFloor() ? "-" : share(lost);
  }

  /** The same of any loss. */
  static String share(double lost) {
    if (lost == 0) {
      return "0 %";
    }
    return lost < 0.000_1 ? "<0.01 %" : String.format(Locale.ROOT, "%.2f %%", lost * 100);
  }

  private static String whole(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
