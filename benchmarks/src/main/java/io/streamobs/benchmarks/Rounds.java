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

  private static final int TURNS_A_LINE = 20;

  private Rounds() {}

  static <T> void each(String part, int rounds, List<T> turns, Step<T> step) throws Exception {
    List<T> order = new ArrayList<>(turns);
    for (int round = 1; round <= rounds; round++) {
      for (int turn = 0; turn < order.size(); turn++) {
        if (turn % TURNS_A_LINE == 0) {
          Progress.say(
              "%s, round %d of %d, turn %d of %d", part, round, rounds, turn + 1, order.size());
        }
        step.take(order.get(turn));
      }
      Collections.reverse(order);
    }
  }
}
