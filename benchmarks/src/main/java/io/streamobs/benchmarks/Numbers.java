package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers on a line, as one process tells another. */
final class Numbers {

  private Numbers() {}

  static double[] of(String line) {
    return Arrays.stream(line.strip().split(" +")).mapToDouble(Double::parseDouble).toArray();
  }

  static String line(double... numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  /** Of values that are sorted here. */
  static double percentile(double[] values, double percent) {
    Arrays.sort(values);
    return values[(int) Math.min(values.length - 1, values.length * percent / 100)];
  }
}
