package io.streamobs.testkit;

import io.streamobs.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two clocks that stand still until a test turns them: the time of day and the monotonic one.
 *
 * <pre>{@code
 * clock.advance(Duration.ofSeconds(61));     // time passes
 * clock.jumpWallClock(Duration.ofHours(-1)); // somebody sets the time of day
 * }</pre>
 *
 * <p>Starts at 2026-01-01T00:00:00Z unless told otherwise; the monotonic clock starts at 0.
 * Threads: any.
 */
public final class FakeClock implements TimeSource {

  private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  private final long startMillis;
  private final AtomicLong elapsedNanos = new AtomicLong();
  private final AtomicLong jumpedMillis = new AtomicLong();

  /** Both clocks at their default start. */
  public FakeClock() {
    this(DEFAULT_START);
  }

  /** The time of day at {@code start}. */
  public FakeClock(Instant start) {
    this.startMillis = start.toEpochMilli();
  }

  /**
   * Lets time pass, by both clocks.
   *
   * @throws IllegalArgumentException when {@code duration} is negative: a monotonic clock never
   *     goes back
   */
  public FakeClock advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "advance(" + duration + "): give a time of 0 or more, or use jumpWallClock");
    }
    elapsedNanos.addAndGet(duration.toNanos());
    return this;
  }

  /** Sets the time of day forward or back; the monotonic clock does not notice. */
  public FakeClock jumpWallClock(Duration duration) {
    jumpedMillis.addAndGet(duration.toMillis());
    return this;
  }

  /** The time of day. */
  public Instant now() {
    return Instant.ofEpochMilli(epochMillis());
  }

  @Override
  public long epochMillis() {
    return startMillis + jumpedMillis.get() + elapsedNanos.get() / 1_000_000;
  }

  @Override
  public long nanoTime() {
    return elapsedNanos.get();
  }

  @Override
  public String toString() {
    return "FakeClock[" + now() + "]";
  }
}
