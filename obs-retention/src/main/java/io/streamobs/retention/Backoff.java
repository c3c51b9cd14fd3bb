package io.streamobs.retention;

import io.streamobs.spi.RetentionPlan.Deletion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Leaves alone for a while what could not be done, twice as long each time: each attempt is two
 * lines of the audit, or a look at all of it.
 *
 * <p>Threads: one at a time.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(4);
  private static final int MOST = 100_000;

  private record Pause(long untilNanos, Duration length) {}

  private final LongSupplier nanoTime;
  private final Map<String, Pause> pauses = new HashMap<>();

  Backoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  static String key(String kind, Deletion deletion) {
    return kind + " " + deletion.item().id() + " " + deletion.part();
  }

  /** Whether it is to be tried now. */
  boolean isDue(String what) {
    Pause pause = pauses.get(what);
    return pause == null || nanoTime.getAsLong() - pause.untilNanos() >= 0;
  }

  /** It failed. */
  void failed(String what) {
    Pause before = pauses.get(what);
    Duration length = before == null ? FIRST : before.length().multipliedBy(2);
    Duration capped = length.compareTo(LONGEST) < 0 ? length : LONGEST;
    if (before != null || pauses.size() < MOST) {
      pauses.put(what, new Pause(nanoTime.getAsLong() + capped.toNanos(), capped));
    }
  }

  /** It worked. */
  void worked(String what) {
    pauses.remove(what);
  }
}
