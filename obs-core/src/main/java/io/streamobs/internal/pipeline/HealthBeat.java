package io.streamobs.internal.pipeline;

import io.streamobs.Health;
import io.streamobs.Ledger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When the pipeline says how it is: every so often, and once more at its end where anything came
 * since. The pipeline's thread only.
 */
final class HealthBeat {

  private final long everyNanos;
  private final Supplier<Health> health;
  private long nextAt;
  private long acceptedBefore;
  private Map<String, Long> lostBefore = Map.of();

  /**
   * @param every zero for never
   * @param nowNanos from when on the time counts
   */
  HealthBeat(Duration every, long nowNanos, Supplier<Health> health) {
    this.everyNanos = every.toNanos();
    this.nextAt = nowNanos + everyNanos;
    this.health = health;
  }

  /** The health to report now, or null. */
  @Nullable Health due(long nowNanos, long accepted, boolean last) {
    if (everyNanos == 0) {
      return null;
    }
    boolean due = last ? accepted != acceptedBefore : nowNanos - nextAt >= 0;
    return due ? health.get() : null;
  }

  /** Somebody reported it: the next time is a whole interval from now. */
  void said(long nowNanos, long accepted) {
    nextAt = nowNanos + everyNanos;
    acceptedBefore = accepted;
  }

  /** Whether anything was lost since the last time that this was asked. */
  boolean lostMore(Health now) {
    Map<String, Long> lost = new HashMap<>();
    count(now.queue(), lost);
    now.sinks().forEach(sink -> count(sink, lost));
    boolean more =
        lost.entrySet().stream()
            .anyMatch(sum -> sum.getValue() > lostBefore.getOrDefault(sum.getKey(), 0L));
    lostBefore = lost;
    return more;
  }

  private static void count(Ledger ledger, Map<String, Long> lost) {
    lost.put(ledger.name(), ledger.dropped() + ledger.failed());
  }
}
