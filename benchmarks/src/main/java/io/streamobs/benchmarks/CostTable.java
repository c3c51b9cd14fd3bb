package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rows of what was measured, with what it is compared with beside it: medians of the rounds. */
final class CostTable {

  private static final String COLUMNS = "%-46s%14s%14s%10s";

  private final List<String> lines = new ArrayList<>();

  /** How numbers of a row are shown. */
  private interface Form {
    String of(double value);
  }

  CostTable() {
    lines.add(COLUMNS.formatted("median of the rounds", "ours", "beside", "ratio"));
  }

  List<String> lines() {
    return lines;
  }

  /** Nanoseconds. */
  <S> void time(String what, List<S> costs, ToDoubleFunction<S> ours, ToDoubleFunction<S> beside) {
    row(what, costs, ours, beside, Digits::time);
  }

  /** Nanoseconds, beside nothing. */
  <S> void time(String what, List<S> costs, ToDoubleFunction<S> ours) {
    time(what, costs, ours, cost -> Double.NaN);
  }

  /** Anything that is counted. */
  <S> void amount(
      String what, List<S> costs, ToDoubleFunction<S> ours, ToDoubleFunction<S> beside) {
    row(what, costs, ours, beside, Digits::of);
  }

  /** The same, beside nothing. */
  <S> void amount(String what, List<S> costs, ToDoubleFunction<S> ours) {
    amount(what, costs, ours, cost -> Double.NaN);
  }

  private <S> void row(
      String what, List<S> costs, ToDoubleFunction<S> ours, ToDoubleFunction<S> beside, Form form) {
    double other = median(costs, beside);
    double ratio = median(costs, cost -> ours.applyAsDouble(cost) / beside.applyAsDouble(cost));
    lines.add(
        COLUMNS
            .formatted(
                what,
                form.of(median(costs, ours)),
                Double.isNaN(other) ? "" : form.of(other),
                Double.isNaN(ratio) ? "" : Digits.of(ratio))
            .stripTrailing());
  }

  private static <S> double median(List<S> costs, ToDoubleFunction<S> what) {
    double[] values = costs.stream().mapToDouble(what).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
