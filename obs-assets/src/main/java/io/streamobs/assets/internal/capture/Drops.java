package io.streamobs.assets.internal.capture;

import io.streamobs.CorrelationContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what was not taken, by run, stage and reason, and says so now and then. The manifests do
 * not depend on it: each asset's own record says what became of it.
 *
 * <p>Threads: {@link #add} any, the rest one.
 */
final class Drops {

  static final String TOO_SLOW = "too_slow";
  static final String OVER_BUDGET = "over_budget";
  static final String FAILED = "failed";
  static final String TEXT_TOO_LONG = "text_too_long";
  static final String NO_FILE = "no_file";
  static final String EXPIRED = "expired";
  static final String CLOSED = "closed";

  private static final int MOST_KEYS = 1_000;
  private static final long BETWEEN_REPORTS = TimeUnit.SECONDS.toNanos(5);

  /** Says it. */
  interface Reporter {
    void dropped(CorrelationContext where, String stage, String reason, long count);
  }

  private record Key(String runId, String stage, String reason) {}

  private static final class Count {
    final CorrelationContext first;
    final AtomicLong count = new AtomicLong();
    int idleReports;

    Count(CorrelationContext first) {
      this.first = first;
    }
  }

  private final Map<Key, Count> counts = new ConcurrentHashMap<>();
  private long nextReport = System.nanoTime();

  /**
   * @param where the first of a key stands for all
   */
  void add(CorrelationContext where, String reason) {
    String stage = counts.size() < MOST_KEYS ? String.valueOf(where.stage()) : "other";
    Key key = new Key(where.runId(), stage, reason);
    Count present = counts.get(key);
    if (present == null) {
      Count made = new Count(where);
      Count other = counts.putIfAbsent(key, made);
      present = other == null ? made : other;
    }
    present.count.incrementAndGet();
  }

  void report(Reporter reporter) {
    long now = System.nanoTime();
    if (!counts.isEmpty() && now - nextReport >= 0) {
      nextReport = now + BETWEEN_REPORTS;
      reportAll(reporter);
    }
  }

  /** Without waiting for its time. */
  void reportAll(Reporter reporter) {
    counts.forEach((key, of) -> report(key, of, reporter));
    // Those of which nothing came twice in a row: nobody counts in them at this moment.
    counts.values().removeIf(of -> of.idleReports > 1);
  }

  private static void report(Key key, Count of, Reporter reporter) {
    long count = of.count.getAndSet(0);
    if (count > 0) {
      reporter.dropped(of.first, key.stage(), key.reason(), count);
    }
    of.idleReports = count > 0 ? 0 : of.idleReports + 1;
  }
}
