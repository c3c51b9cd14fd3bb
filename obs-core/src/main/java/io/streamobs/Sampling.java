package io.streamobs;

import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many of a stage's successes logs have: of those in the fragments of a run the first, and then
 * one of each {@code every}. Immutable.
 */
final class Sampling {

  static final Sampling NONE = new Sampling(Map.of());

  private static final int MOST_EVERY = 1_000_000_000;
  private static final String KEY = "obs.sampling";

  private final Map<String, Integer> everyByStage;

  private Sampling(Map<String, Integer> everyByStage) {
    this.everyByStage = everyByStage;
  }

  /** That from outside, overridden by what the program says. */
  static Sampling of(Settings settings, Map<String, Integer> byProgram) {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (String rule : settings.list(KEY)) {
      int equals = rule.lastIndexOf('=');
      String stage = equals < 0 ? "" : rule.substring(0, equals).strip();
      if (stage.isEmpty() || all.put(stage, every(settings, rule, equals)) != null) {
        throw bad(settings, rule);
      }
    }
    all.putAll(byProgram);
    return all.isEmpty() ? NONE : new Sampling(Map.copyOf(all));
  }

  private static int every(Settings settings, String rule, int equals) {
    try {
      int every = Integer.parseInt(rule.substring(equals + 1).strip());
      if (every >= 1 && every <= MOST_EVERY) {
        return every;
      }
    } catch (NumberFormatException e) {
      throw bad(settings, rule);
    }
    throw bad(settings, rule);
  }

  private static ConfigurationException bad(Settings settings, String rule) {
    return Checks.bad(
        settings.where(KEY),
        rule,
        "write stage=every, each stage once, as in normalise=100,publish=10");
  }

  /** A rule of the program's own, checked. */
  static int checked(int every) {
    return Checks.range("sampleSuccesses", every, 1, MOST_EVERY);
  }

  /** The rule for a stage, or null where all its successes are logged. */
  @Nullable Integer every(String stage) {
    return everyByStage.get(stage);
  }

  /** A stage's successes in one run. The pipeline's thread only. */
  static final class Counts {

    private final int every;
    private long kept;
    private long leftOut;
    private int untilNext;

    Counts(int every) {
      this.every = every;
    }

    /** Whether logs leave this one out. */
    boolean leavesOut() {
      if (untilNext > 0) {
        untilNext--;
        leftOut++;
        return true;
      }
      untilNext = every - 1;
      kept++;
      return false;
    }

    /** The stage ended otherwise: its next success is news. */
    void interrupted() {
      untilNext = 0;
    }

    long leftOut() {
      return leftOut;
    }

    Map<String, Object> details() {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("every", every);
      details.put("logged", kept);
      details.put("left_out", leftOut);
      return details;
    }
  }
}
