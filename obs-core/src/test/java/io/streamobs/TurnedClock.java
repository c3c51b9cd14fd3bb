package io.streamobs;

import io.streamobs.spi.TimeSource;
import java.time.Duration;

/** The system's clocks, turned by hand as far as a test wants. */
public final class TurnedClock implements TimeSource {

  private volatile long dayMillis;
  private volatile long monotonicNanos;

  /** Lets time pass, by both clocks. */
  public synchronized void advance(Duration time) {
    dayMillis += time.toMillis();
    monotonicNanos += time.toNanos();
  }

  /** Sets the time of day; the monotonic clock does not notice. */
  public synchronized void jump(Duration time) {
    dayMillis += time.toMillis();
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis() + dayMillis;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() + monotonicNanos;
  }
}
