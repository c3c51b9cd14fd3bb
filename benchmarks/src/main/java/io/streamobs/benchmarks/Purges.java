package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Deletes the runs of a home, in turn with {@code find -delete}; each turn makes its own. */
final class Purges {

  private static final double SECOND = 1e9;

  private enum Turn {
    PURGE,
    FIND
  }

  private final int streams;
  private final int runsOfEach;
  private final List<double[]> purges = new ArrayList<>();
  private final List<Double> finds = new ArrayList<>();

  private Purges(int streams, int runsOfEach) {
    this.streams = streams;
    this.runsOfEach = runsOfEach;
  }

  static List<PurgeCost> measure(int streams, int runsOfEach, int rounds) throws Exception {
    Purges purges = new Purges(streams, runsOfEach);
    Rounds.each("retention, purge", rounds, List.of(Turn.values()), purges::take);
    List<PurgeCost> costs = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      double[] n = purges.purges.get(i);
      costs.add(new PurgeCost(n[0], n[1], n[1] / n[2] * SECOND, purges.finds.get(i)));
    }
    return costs;
  }

  private void take(Turn turn) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.make()) {
      Path home = scratch.path().resolve("home");
      MadeRuns made = MadeRuns.in(home, streams, runsOfEach);
      Command.sync(); // nothing of the making is left to be written meanwhile
      if (turn == Turn.PURGE) {
        purges.add(purge(home, made));
      } else {
        double nanos = Command.nanos("find", home.resolve("runs").toString(), "-delete");
        finds.add(made.runs() * made.files() / nanos * SECOND);
      }
      Command.sync();
    }
  }

  private static double[] purge(Path home, MadeRuns made) throws IOException, InterruptedException {
    double[] n =
        Numbers.of(JavaProcess.output(PurgeProcess.class, JavaProcess.HEAP, home.toString()));
    if (n[0] != made.runs() || n[1] != made.runs() * made.files()) {
      throw new IOException("%.0f runs with %.0f files went of %s".formatted(n[0], n[1], made));
    }
    return n;
  }
}
