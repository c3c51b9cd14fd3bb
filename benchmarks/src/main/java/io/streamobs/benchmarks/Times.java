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
      head.append(String.format("%11s %7s", figure, "ratio"));
    }
    return head.toString();
  }

  @Override
  public String toString() {
    StringBuilder columns = new StringBuilder();
    for (Figure figure : Figure.values()) {
      columns.append(
          String.format(Locale.ROOT, "%,11.0f %7s", nanos.get(figure), ratio(ratios.get(figure))));
    }
    return columns.toString();
  }

  // Three digits tell enough.
  private static String ratio(double ratio) {
    int decimals = ratio < 10 ? 2 : ratio < 100 ? 1 : 0;
    return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", ratio);
  }
}
