package io.streamobs.benchmarks;

import java.util.Locale;

/** Medians in ns, beside each its ratio to the best peer's. */
record Times(
    double p50, double p99, double p999, double p50Ratio, double p99Ratio, double p999Ratio) {

  static final String HEAD =
      "%8s %5s %8s %5s %8s %5s"
          .formatted("p50 ns", "ratio", "p99 ns", "ratio", "p99.9 ns", "ratio");

  static <K> Times of(K key, Findings<K> findings) {
    return new Times(
        findings.median(key, Sample::p50),
        findings.median(key, Sample::p99),
        findings.median(key, Sample::p999),
        findings.ratio(key, Sample::p50),
        findings.ratio(key, Sample::p99),
        findings.ratio(key, Sample::p999));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%8.0f %5.2f %8.0f %5.2f %8.0f %5.2f",
        p50,
        p50Ratio,
        p99,
        p99Ratio,
        p999,
        p999Ratio);
  }
}
