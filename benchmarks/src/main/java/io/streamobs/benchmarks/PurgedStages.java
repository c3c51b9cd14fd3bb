package io.streamobs.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stages of a worker while its home is purged, in turn with the same where nothing is to go. */
final class PurgedStages {

  /** One round of both. */
  record Pair(PurgedStage purged, PurgedStage quiet) {}

  private enum Turn {
    PURGED,
    QUIET
  }

  private final int streams;
  private final int runsOfEach;
  private final int warmUpMillis;
  private final int quietMillis;
  private final List<PurgedStage> purged = new ArrayList<>();
  private final List<PurgedStage> quiet = new ArrayList<>();

  private PurgedStages(int streams, int runsOfEach, int warmUpMillis, int quietMillis) {
    this.streams = streams;
    this.runsOfEach = runsOfEach;
    this.warmUpMillis = warmUpMillis;
    this.quietMillis = quietMillis;
  }

  static List<Pair> measure(
      int streams, int runsOfEach, int warmUpMillis, int quietMillis, int rounds) throws Exception {
    PurgedStages stages = new PurgedStages(streams, runsOfEach, warmUpMillis, quietMillis);
    Rounds.each("retention, stages", rounds, List.of(Turn.values()), stages::take);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      pairs.add(new Pair(stages.purged.get(i), stages.quiet.get(i)));
    }
    return pairs;
  }

  private void take(Turn turn) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.make()) {
      if (turn == Turn.PURGED) {
        MadeRuns.in(scratch.path().resolve("home"), streams, runsOfEach);
        Command.sync();
        purged.add(measure(scratch, 0));
      } else {
        quiet.add(measure(scratch, quietMillis));
      }
      Command.sync();
    }
  }

  private PurgedStage measure(Scratch scratch, int millis)
      throws IOException, InterruptedException {
    return PurgedStage.parse(
        JavaProcess.output(
            PurgedStageProcess.class,
            JavaProcess.HEAP,
            scratch.path().toString(),
            Integer.toString(warmUpMillis),
            Integer.toString(millis)));
  }
}
