package io.streamobs.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One contender's turn at a rate. */
record StageTurn(Contender contender, int perSecond) {

  static final List<Integer> RATES = List.of(10, 1_000, 100_000);

  private static final List<Contender> CONTENDERS =
      List.of(Contender.NOTHING, Contender.OBS, Contender.ASYNC, Contender.ASYNC_NEVER_BLOCK);

  /** All of them, those side by side that are compared. */
  static List<StageTurn> all() {
    List<StageTurn> all = new ArrayList<>();
    for (int rate : RATES) {
      CONTENDERS.forEach(contender -> all.add(new StageTurn(contender, rate)));
    }
    return all;
  }

  /** The one that does nothing at the same rate. */
  StageTurn floor() {
    return new StageTurn(Contender.NOTHING, perSecond);
  }

  boolean isFloor() {
    return contender.isFloor();
  }

  boolean isComparedWith(StageTurn other) {
    return perSecond == other.perSecond && other.contender.isPeer();
  }

  StageCost measure(int warmUpMillis, int measuredMillis) throws IOException, InterruptedException {
    return StageCost.parse(
        JavaProcess.output(
            StageProcess.class,
            JavaProcess.HEAP,
            contender.name(),
            Integer.toString(perSecond),
            Integer.toString(warmUpMillis),
            Integer.toString(measuredMillis)));
  }

  @Override
  public String toString() {
    return contender.name().toLowerCase(Locale.ROOT);
  }
}
