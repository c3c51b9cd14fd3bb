package io.streamobs.benchmarks;

import java.util.Locale;
import java.util.Map;

/** Medians in ns, beside each its ratio to the best peer's. */
record Times(Map<Figure, Double> nanos, Map<Figure, Double> ratios) {

  static <K> Times of(K key, Findings<K> findings) {
    return new Times(
        Figure.all(figure -> findings.median(key, sample -> sample.nanos(figure))),
        Figure.all(figure -> findings.ratio(key, sample -> sample.nanos(figure))));
  }

  /** What stands above the columns of {@link #toString}. */
  static String head() {
    StringBuilder head = new StringBuilder();
    for (Figure figure : Figure.values()) {
      head.append(String.format("%9s %7s", figure, "ratio"));
    }
    return head.toString();
  }

  @Override
  public String toString() {
    StringBuilder columns = new StringBuilder();
    for (Figure figure : Figure.values()) {
      columns.append(String.format("%9s %7s", time(nanos.get(figure)), digits(ratios.get(figure))));
    }
    return columns.toString();
  }

  private static String time(double nanos) {
    if (nanos < 1_000) {
      return "%.0f ns".formatted(nanos);
    }
    return nanos < 1_000_000 ? digits(nanos / 1_000) + " us" : digits(nanos / 1_000_000) + " ms";
  }

  // Three tell enough.
  private static String digits(double value) {
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
