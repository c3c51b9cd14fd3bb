package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plans over a home with many runs, in turn with what lists the same files. */
final class Plans {

  private static final List<String> SMALL_HEAP = List.of("-Xmx128m");

  private enum Turn {
    PLAN,
    FIND,
    DU
  }

  private final Path home;
  private final long maxBytes;
  private final List<double[]> plans = new ArrayList<>();
  private final List<Double> finds = new ArrayList<>();
  private final List<Double> dus = new ArrayList<>();

  private Plans(Path home, long maxBytes) {
    this.home = home;
    this.maxBytes = maxBytes;
  }

  /** What each round costs, all over the same home. */
  static List<PlanCost> measure(int streams, int runsOfEach, int rounds) throws Exception {
    try (Scratch scratch = Scratch.make()) {
      Path home = scratch.path().resolve("home");
      Progress.say("retention, %,d runs are made", streams * runsOfEach);
      MadeRuns made = MadeRuns.in(home, streams, runsOfEach);
      Command.sync();
      Plans plans = new Plans(home, made.runs() * made.bytes() / 4);
      plans.take(Turn.DU); // what the system does not have in memory is read once
      plans.dus.clear();
      Rounds.each("retention, plan", rounds, List.of(Turn.values()), plans::take);
      return plans.costs();
    }
  }

  private void take(Turn turn) throws IOException, InterruptedException {
    String runs = home.resolve("runs").toString();
    switch (turn) {
      case PLAN -> plans.add(plan());
      case FIND -> finds.add(Command.nanos("find", runs));
      case DU -> dus.add(Command.nanos("du", "-s", runs));
    }
  }

  private double[] plan() throws IOException, InterruptedException {
    long start = System.nanoTime();
    String said =
        JavaProcess.output(PlanProcess.class, SMALL_HEAP, home.toString(), Long.toString(maxBytes));
    double took = System.nanoTime() - start;
    double[] n = Numbers.of(said);
    return new double[] {took, n[0], n[1], n[2], n[3]};
  }

  private List<PlanCost> costs() {
    List<PlanCost> costs = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      double[] n = plans.get(i);
      costs.add(new PlanCost(n[0], finds.get(i), dus.get(i), n[1], n[2], n[3], n[4]));
    }
    return costs;
  }
}
