package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The samples of all rounds so far, and what they say together.
 *
 * @param <K> who is measured
 * @param <S> what one turn gave
 */
final class Findings<K, S> {

  private final Map<K, List<S>> samples = new LinkedHashMap<>();
  private final BiPredicate<K, K> peers;

  /**
   * @param peers whether the first is compared with the second
   */
  Findings(BiPredicate<K, K> peers) {
    this.peers = peers;
  }

  void add(K of, S sample) {
    samples.computeIfAbsent(of, key -> new ArrayList<>()).add(sample);
  }

  /** Those of all rounds. */
  List<S> samples(K of) {
    return List.copyOf(samples.get(of));
  }

  /** The median of all rounds. */
  double median(K of, ToDoubleFunction<S> what) {
    return median(samples.get(of).stream().mapToDouble(what).toArray());
  }

  /**
   * How much it is of what the best peer has: the median of the ratios of all rounds, since what
   * slows the machine down for a while slows both.
   */
  double ratio(K of, ToDoubleFunction<S> what) {
    List<S> own = samples.get(of);
    return median(
        IntStream.range(0, own.size())
            .mapToDouble(round -> what.applyAsDouble(own.get(round)) / best(of, round, what))
            .toArray());
  }

  private double best(K of, int round, ToDoubleFunction<S> what) {
    return samples.keySet().stream()
        .filter(other -> peers.test(of, other))
        .mapToDouble(peer -> what.applyAsDouble(samples.get(peer).get(round)))
        .min()
        .orElse(Double.NaN);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
