package io.streamobs.assets;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** The same of any runs, cut at some places; and their recoveries cut as well. */
class PowerCutProperties {

  private static final int CUTS = 8;
  private static int runs;
  private static int places;
  private static int homes;

  @AfterContainer
  static void count() {
    System.out.printf(
        "power cuts at random: %d runs, %d places, %d different homes, all recovered%n",
        runs, places, homes);
  }

  // Threads take turns as they like: the same numbers do not bring the same operations again.
  @Property(tries = 4, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
  void anyCut_leavesRuns_thatTheNextInstanceFinishes(
      @ForAll @Size(min = 2, max = 12) List<SmallRun.Step> steps,
      @ForAll boolean seldom,
      @ForAll long seed)
      throws IOException {
    try (PowerCuts cuts = new PowerCuts(seed)) {
      Random random = new Random(seed);
      RecordingDisk run =
          SmallRun.in(cuts.home(), steps, seldom ? SmallRun.SELDOM : SmallRun.OFTEN);
      int operations = run.operations().size() - run.found();
      cuts.cut(run, some(operations, random)::get);
      int first = random.nextInt(operations) + 1;
      RecordingDisk recovery = cuts.recovery(cuts.crash(run, first, PowerCut.ANYTHING));
      cuts.cut(recovery, some(recovery.operations().size() - recovery.found(), random)::get);
      runs++;
      places += cuts.places();
      homes += cuts.homes();
    }
  }

  private static BitSet some(int operations, Random random) {
    BitSet some = new BitSet();
    random.ints(CUTS, 0, Math.max(1, operations)).forEach(some::set);
    return some;
  }
}
