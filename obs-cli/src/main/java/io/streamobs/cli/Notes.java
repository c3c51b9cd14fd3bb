package io.streamobs.cli;

import io.streamobs.retention.HomePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What else there is to know of a plan. */
final class Notes {

  private static final Duration STEP = Duration.ofMinutes(1);

  private Notes() {}

  /** Those of the plan, and what this program can do about them. */
  static List<String> of(HomePlan plan) {
    List<String> notes = new ArrayList<>(plan.notes());
    if (plan.now().plus(STEP).isBefore(Instant.now())) {
      notes.add("--trust-clock has ages count from now");
    }
    return notes;
  }
}
