package io.streamobs.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of day for whoever deletes what is old: runs on from when it was made and is never ahead
 * of the clock, so that a clock that is set a year ahead makes nothing a year old. One that may
 * have been wrong from the start, because nobody left a trace for long before that, is believed
 * after half a day only: until then it was no more than that after the last trace.
 *
 * <p>Threads: one.
 */
public final class SteadyTime {

  // Between the last sign of life of another process and the start of this one.
  private static final Duration MOST_SILENCE = Duration.ofDays(1);
  private static final Duration DOUBT = Duration.ofHours(12);

  private final TimeSource clock;
  private final Duration mostSilence;
  private final long startNanos;
  private final long startMillis;
  private long doubtedMillis;

  /** Of a clock that is believed where somebody left a trace within the last day. */
  public SteadyTime(TimeSource clock) {
    this(clock, MOST_SILENCE);
  }

  /**
   * @param mostSilence within which somebody left a trace, if the clock is right
   */
  public SteadyTime(TimeSource clock, Duration mostSilence) {
    this.clock = clock;
    this.mostSilence = mostSilence;
    this.startMillis = clock.epochMillis();
    this.startNanos = clock.nanoTime();
    this.doubtedMillis = startMillis;
  }

  /** Tells the latest moment before it was made of which there is a trace. */
  public void lastTrace(Instant trace) {
    if (trace.isBefore(Instant.ofEpochMilli(startMillis))) {
      // What a file is dated before 1970 is no time that could be counted with.
      long millis = trace.isBefore(Instant.EPOCH) ? 0 : trace.toEpochMilli();
      doubtedMillis = Math.min(doubtedMillis, millis + mostSilence.toMillis());
    }
  }

  /** The time of day. */
  public Instant now() {
    long elapsed = (clock.nanoTime() - startNanos) / 1_000_000;
    long start = elapsed < DOUBT.toMillis() ? doubtedMillis : startMillis;
    return Instant.ofEpochMilli(Math.min(start + elapsed, clock.epochMillis()));
  }

  /** The time that it is at most: what is dated behind that is dated in the future. */
  public Instant latest() {
    long elapsed = (clock.nanoTime() - startNanos) / 1_000_000;
    return Instant.ofEpochMilli(Math.min(startMillis + elapsed, clock.epochMillis()));
  }

  /** Whether the clock is not believed now, though time passes. */
  public boolean isDoubted() {
    return doubtedMillis < startMillis
        && (clock.nanoTime() - startNanos) / 1_000_000 < DOUBT.toMillis();
  }
}
