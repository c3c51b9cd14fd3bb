package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * In what the contenders of a table are alike.
 *
 * @param threads that call at once
 * @param virtual whether those are virtual threads
 */
record Setting(Pace pace, Workload workload, int threads, boolean virtual) {

  private static final int MANY = 4;
  private static final int WITH_VIRTUAL_THREADS = 21;

  /**
   * All that are measured.
   *
   * @param jdk the feature version that measures
   */
  static List<Setting> all(int jdk) {
    List<Setting> all = new ArrayList<>();
    for (int threads : new int[] {1, MANY}) {
      for (Workload workload : Workload.values()) {
        all.add(new Setting(Pace.PACED, workload, threads, false));
      }
    }
    if (jdk >= WITH_VIRTUAL_THREADS) {
      all.add(new Setting(Pace.PACED, Workload.LINE, MANY, true));
    }
    all.add(new Setting(Pace.SATURATED, Workload.LINE, 1, false));
    all.add(new Setting(Pace.SATURATED, Workload.OUTCOME, 1, false));
    all.add(new Setting(Pace.SATURATED, Workload.LINE, MANY, false));
    return all;
  }

  /** Who is measured in it. */
  boolean suits(Contender contender) {
    return contender.takes(workload)
        && contender.takes(pace)
        && (!virtual || contender == Contender.OBS || contender.isPeer());
  }

  /** Whether bytes and system calls are counted in it as well. */
  boolean isCounted() {
    return pace == Pace.PACED && threads == 1 && !virtual;
  }

  @Override
  public String toString() {
    return String.format(
            "%s, %s, %d %sthread%s",
            workload, pace, threads, virtual ? "virtual " : "", threads == 1 ? "" : "s")
        .toLowerCase(Locale.ROOT);
  }
}
