package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What does it cost to hold a home within bounds? To plan over many runs, beside {@code find} and
 * {@code du} over the same; to delete them with an audit, beside {@code find -delete}; and what a
 * stage pays while that goes on.
 *
 * <p>On the disk that {@code java.io.tmpdir} is on, with all folders in the system's memory. Says
 * nothing about folders that must be read from the disk first.
 */
final class RetentionCosts implements Question {

  private static final int STREAMS = 100;
  private static final int RUNS_OF_EACH = 1_000;
  // Some hundred thousand files.
  private static final int PURGED_OF_EACH = 140;
  private static final int PURGED_BESIDE_STAGES = 100;
  private static final int QUIET_MILLIS = 10_000;

  private final CostTable table = new CostTable();
  private final Map<String, Object> json = new LinkedHashMap<>();

  @Override
  public Duration estimate(Options options) {
    return options.quick()
        ? Duration.ofSeconds(30L + 45L * options.rounds())
        : Duration.ofMinutes(10L + 6L * options.rounds()); // most of it to make and delete files
  }

  @Override
  public Answer answer(Options options) throws Exception {
    int share = options.quick() ? 20 : 1;
    int rounds = options.rounds();
    plans(Plans.measure(STREAMS, RUNS_OF_EACH / share, rounds));
    purges(Purges.measure(STREAMS, PURGED_OF_EACH / share, rounds));
    stages(
        PurgedStages.measure(
            STREAMS,
            PURGED_BESIDE_STAGES / share,
            options.warmUpMillis(),
            QUIET_MILLIS / share,
            rounds));
    return new Answer(table.lines(), json);
  }

  private void plans(List<PlanCost> costs) {
    json.put("plans", costs);
    table.amount("runs that a plan is made for", costs, PlanCost::runs);
    table.amount("runs that would go", costs, PlanCost::deletions);
    table.time("plan, a process in all; find", costs, PlanCost::planNanos, PlanCost::findNanos);
    table.time("the same; du -s", costs, PlanCost::planNanos, PlanCost::duNanos);
    table.amount("heap in use at most, MB, of 128", costs, cost -> megabytes(cost.mostBytes()));
    table.amount("heap that the plan keeps, MB", costs, cost -> megabytes(cost.heldBytes()));
  }

  private static double megabytes(double bytes) {
    return bytes / (1 << 20);
  }

  private void purges(List<PurgeCost> costs) {
    json.put("purges", costs);
    table.amount("runs that are deleted", costs, PurgeCost::runs);
    table.amount("files that they have", costs, PurgeCost::files);
    table.amount("files a second; find -delete", costs, PurgeCost::ours, PurgeCost::find);
  }

  private void stages(List<PurgedStages.Pair> pairs) {
    json.put("stages", pairs);
    table.time(
        "stage while runs go, p50; while none does",
        pairs,
        p -> p.purged().p50(),
        p -> p.quiet().p50());
    table.time("the same, p99", pairs, p -> p.purged().p99(), p -> p.quiet().p99());
    table.amount("stages a second", pairs, p -> rate(p.purged()), p -> rate(p.quiet()));
    table.amount("records lost", pairs, p -> p.purged().lost(), p -> p.quiet().lost());
    table.amount("seconds that the purge took", pairs, p -> p.purged().seconds());
  }

  private static double rate(PurgedStage stage) {
    return stage.stages() / stage.seconds();
  }
}
