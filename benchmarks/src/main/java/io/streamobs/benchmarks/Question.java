package io.streamobs.benchmarks;

import java.time.Duration;

/** Something that a run finds out. One thread. */
interface Question {

  /** About how long that takes. */
  Duration estimate(Options options);

  /**
   * Measures, as long as it takes.
   *
   * @throws Exception when it cannot be found out
   */
  Answer answer(Options options) throws Exception;
}
