package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One contender's turn at one workload, at one pace. */
record Turn(Contender contender, Workload workload, Pace pace) {

  /** All of them, those side by side that are compared. */
  static List<Turn> all() {
    List<Turn> turns = new ArrayList<>();
    for (Pace pace : Pace.values()) {
      for (Workload workload : Workload.values()) {
        for (Contender contender : Contender.values()) {
          // An empty call is the same with every workload.
          if (contender != Contender.NOTHING || workload == Workload.LINE) {
            turns.add(new Turn(contender, workload, pace));
          }
        }
      }
    }
    return turns;
  }

  boolean isComparedWith(Turn other) {
    return workload == other.workload && pace == other.pace && other.contender.isPeer();
  }

  @Override
  public String toString() {
    return String.format("%-9s %-8s %-17s", pace, workload, contender).toLowerCase(Locale.ROOT);
  }
}
