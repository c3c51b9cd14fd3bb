package io.streamobs.benchmarks;

import java.util.Map;

/** Medians in ns, beside each its ratio to the best peer's. */
record Times(Map<Figure, Double> nanos, Map<Figure, Double> ratios) {

  static <K> Times of(K key, Findings<K, Sample> findings) {
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
      columns.append(
          String.format("%9s %7s", Digits.time(nanos.get(figure)), Digits.of(ratios.get(figure))));
    }
    return columns.toString();
  }
}
