package io.streamobs.benchmarks;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.Statistics;

/** What is said about the times of single calls. */
enum Figure {
  MEAN("mean", Statistics::getMean),
  P50("p50", times -> times.getPercentile(50)),
  P99("p99", times -> times.getPercentile(99)),
  P99_9("p99.9", times -> times.getPercentile(99.9)),
  P99_99("p99.99", times -> times.getPercentile(99.99));

  private final String label;
  private final ToDoubleFunction<Statistics> of;

  Figure(String label, ToDoubleFunction<Statistics> of) {
    this.label = label;
    this.of = of;
  }

  static Map<Figure, Double> all(ToDoubleFunction<Figure> values) {
    Map<Figure, Double> all = new EnumMap<>(Figure.class);
    for (Figure figure : values()) {
      all.put(figure, values.applyAsDouble(figure));
    }
    return all;
  }

  double of(Statistics times) {
    return of.applyAsDouble(times);
  }

  @Override
  public String toString() {
    return label;
  }
}
