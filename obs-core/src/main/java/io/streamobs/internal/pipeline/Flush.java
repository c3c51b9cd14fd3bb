package io.streamobs.internal.pipeline;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits, for those who may, until a pipeline has done what lies before it. Each wait ends by its
 * deadline, a value of {@link System#nanoTime}, and says whether it came about. Goes on under a
 * caller's interrupt: an orderly end must not lose what waits.
 */
final class Flush {

  private static final long POLL_PARK = TimeUnit.MICROSECONDS.toNanos(200);

  private final Intake intake;
  private final Drainer drainer;
  private final Supplier<@Nullable DrainerThread> thread;

  Flush(Intake intake, Drainer drainer, Supplier<@Nullable DrainerThread> thread) {
    this.intake = intake;
    this.drainer = drainer;
    this.thread = thread;
  }

  /** Until what was accepted before is in the buffers of the sinks. */
  boolean queue(long deadline) {
    long target = intake.accepted();
    return until(
            () -> drainer.rendered() + drainer.unrendered() >= target || isStopping(), deadline)
        && rounds(deadline);
  }

  private boolean isStopping() {
    DrainerThread current = thread.get();
    return current == null || current.isStopping();
  }

  /**
   * Until the drainer began and ended a round: whoever goes by its view of the sinks must let it
   * finish one with it, and the one that may be under way does not count.
   */
  boolean rounds(long deadline) {
    DrainerThread current = thread.get();
    if (current == null) {
      return true;
    }
    long target = current.rounds() + 2;
    return until(() -> current.rounds() >= target || !current.isAlive(), deadline);
  }

  /** Until the lines that these have are written. */
  boolean sinks(List<Attachment> sinks, long deadline) {
    for (Attachment a : sinks) {
      long target = a.pump.added();
      if (!until(() -> a.pump.hasReached(target), deadline)) {
        return false;
      }
    }
    return true;
  }

  /** Until the thread has ended. */
  boolean end(DrainerThread ending, long deadline) {
    return until(() -> !ending.isAlive(), deadline);
  }

  private boolean until(BooleanSupplier reached, long deadline) {
    DrainerThread waker = thread.get();
    boolean interrupted = Thread.interrupted();
    try {
      while (!reached.getAsBoolean()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        if (waker != null) {
          waker.wake();
        }
        LockSupport.parkNanos(this, POLL_PARK);
        interrupted |= Thread.interrupted();
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
