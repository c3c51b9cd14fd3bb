package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rounds in which everybody has a turn. Every other goes backwards, so that a machine that changes
 * its speed changes it for all.
 */
final class Rounds {

  /** Measures one. */
  interface Step<T> {
    void take(T turn) throws Exception;
  }

  private Rounds() {}

  static <T> void each(String part, int rounds, List<T> turns, Step<T> step) throws Exception {
    List<T> order = new ArrayList<>(turns);
    for (int round = 1; round <= rounds; round++) {
      Progress.say("%s, round %d of %d", part, round, rounds);
      for (T turn : order) {
        step.take(turn);
      }
      Collections.reverse(order);
    }
  }
}
