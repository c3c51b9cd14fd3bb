package io.streamobs.retention;

import io.streamobs.spi.HomeContext;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.ServiceThread;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Applies policies now and then, and goes on with what an earlier process left half done, for as
 * long as an Obs is open.
 */
final class RetentionThread implements HomePlugin.Installation {

  // Of a processor it takes a hundredth for looks, or less than a look in a quarter of an hour: a
  // home may have many runs.
  private static final int SHARE = 100;
  private static final Duration LONGEST_FIRST = Duration.ofSeconds(10);
  private static final Duration WITHOUT_POLICY = Duration.ofHours(1);
  private static final Duration MOST_OF_LOOKS = Duration.ofMinutes(15);

  private final HomeRetention retention;
  private final @Nullable RetentionPolicies policies;
  private final Duration every;
  private final RetentionReports reports;
  private final ServiceThread thread = new ServiceThread("obs-retention", this::run);
  private volatile boolean ending;

  /**
   * @param policies null where nothing is deleted by policy
   */
  RetentionThread(
      HomeContext context,
      HomeRetention retention,
      @Nullable RetentionPolicies policies,
      Duration every) {
    this.retention = retention;
    this.policies = policies;
    this.every = policies != null ? every : WITHOUT_POLICY;
    this.reports = new RetentionReports(context);
  }

  @Override
  public void opened() {
    thread.start();
  }

  // What it is at can be gone on with at any time.
  @Override
  public void drain(Duration deadline) {
    ending = true;
    if (thread.isAlive()) {
      thread.awaitEnd(deadline);
    }
  }

  private void run() {
    pause(random(shorter(every, LONGEST_FIRST)));
    while (!ending) {
      turn();
      Duration pause =
          longer(every, shorter(retention.lastLook().multipliedBy(SHARE), MOST_OF_LOOKS));
      pause(pause.multipliedBy(9).plus(random(pause).multipliedBy(2)).dividedBy(10));
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration random(Duration most) {
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos() + 1));
  }

  private void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !ending; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private void turn() {
    try {
      if (policies == null || !retention.isJustApplied(every.dividedBy(2), policies)) {
        PurgeReport report = retention.applyUnlessBusy(policies, () -> ending, reports);
        if (report != null) {
          reports.applied(report);
        }
      }
    } catch (Throwable e) { // out of memory, say; there is another turn
      tell(e);
    }
  }

  private void tell(Throwable cause) {
    try {
      reports.failed(cause);
    } catch (Throwable noMemoryForThat) {
      return;
    }
  }
}
