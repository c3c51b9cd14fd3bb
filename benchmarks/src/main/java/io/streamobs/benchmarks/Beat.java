package io.streamobs.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the next of moments that follow each other evenly; those that are over by then are left
 * out. Where they are far apart it parks; else it spins, and knows how long it did. One thread.
 */
final class Beat {

  private static final long WORTH_PARKING = TimeUnit.MICROSECONDS.toNanos(500);
  // Two looks at the clock are closer than that, unless somebody else had the processor.
  private static final long ONE_LOOK = TimeUnit.MICROSECONDS.toNanos(2);

  private final long periodNanos;
  private long next;
  private long spunNanos;

  Beat(int perSecond) {
    this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.next = System.nanoTime();
  }

  /** Says when it is. */
  long await() {
    long now = System.nanoTime();
    next = Math.max(next + periodNanos, now);
    return periodNanos >= WORTH_PARKING ? park(now) : spin(now);
  }

  private long park(long from) {
    long now = from;
    while (now < next) {
      LockSupport.parkNanos(next - now);
      now = System.nanoTime();
    }
    return now;
  }

  private long spin(long from) {
    long now = from;
    while (now < next) {
      Thread.onSpinWait();
      long look = System.nanoTime();
      if (look - now < ONE_LOOK) {
        spunNanos += look - now;
      }
      now = look;
    }
    return now;
  }

  /** Processor time that went into waiting. */
  long spunNanos() {
    return spunNanos;
  }
}
