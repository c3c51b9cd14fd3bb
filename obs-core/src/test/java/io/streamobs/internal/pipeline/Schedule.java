package io.streamobs.internal.pipeline;

import io.streamobs.internal.pipeline.Medium.Mood;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a pipeline from its start to its end.
 *
 * @param producers how many threads make records
 * @param each how many records each makes
 * @param patient whether they let the queue run empty now and then
 * @param seed of the records: levels, importance, sizes
 * @param capacity of the queue
 * @param steps what is done to it meanwhile
 * @param heals whether all sinks work at the end, and the close waits for them
 */
record Schedule(
    int producers,
    int each,
    boolean patient,
    long seed,
    int capacity,
    List<Step> steps,
    boolean heals) {

  /** What one step does. */
  enum Act {
    ATTACH,
    DETACH,
    FLUSH,
    MOOD
  }

  /**
   * One step.
   *
   * @param at after how many thousandths of the records
   * @param sink which of the sinks, counted around
   * @param mood what it behaves like from here on
   */
  record Step(int at, Act act, int sink, @Nullable Mood mood) {}

  int records() {
    return producers * each;
  }

  static Arbitrary<Schedule> any() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 800),
            Arbitraries.of(true, true, false),
            Arbitraries.longs(),
            Arbitraries.of(64, 256, 1_024),
            step().list().ofMaxSize(10),
            Arbitraries.of(true, true, false))
        .as(Schedule::new);
  }

  private static Arbitrary<Step> step() {
    Arbitrary<Act> acts =
        Arbitraries.of(Act.MOOD, Act.MOOD, Act.MOOD, Act.ATTACH, Act.DETACH, Act.FLUSH);
    return Combinators.combine(
            Arbitraries.integers().between(0, 999),
            acts,
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(Mood.class))
        .as(Step::new);
  }
}
