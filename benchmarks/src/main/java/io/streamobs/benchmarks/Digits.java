package io.streamobs.benchmarks;

import java.util.Locale;

/** Numbers for a reader: three digits tell enough. */
final class Digits {

  private Digits() {}

  /** A ratio or an amount; a dash where there is none. */
  static String of(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : "-";
  }

  /** With its unit. */
  static String time(double nanos) {
    if (nanos < 1_000) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    return nanos < 1_000_000 ? of(nanos / 1_000) + " us" : of(nanos / 1_000_000) + " ms";
  }
}
