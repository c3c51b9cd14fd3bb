package io.streamobs.benchmarks;

import java.util.Map;
import org.openjdk.jmh.util.Statistics;

/**
 * What one turn gave.
 *
 * @param nanos of single calls
 * @param lost the share of records that did not arrive
 */
record Sample(Map<Figure, Double> nanos, double lost) {

  static Sample of(Statistics times, double lost) {
    return new Sample(Figure.all(figure -> figure.of(times)), lost);
  }

  double nanos(Figure figure) {
    return nanos.get(figure);
  }
}
