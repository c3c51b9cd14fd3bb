package io.streamobs.internal.files;

import io.streamobs.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of day for whoever deletes what is old: runs on from when it was made and is never ahead
 * of the clock, so that a clock that is set a year ahead makes nothing a year old. One that was
 * wrong from the start is held against what others did: it was no more than a day after that.
 */
final class SteadyTime {

  // Between the last sign of life of another process and the start of this one. More passes as
  // fast as this one runs.
  private static final Duration MOST_SILENCE = Duration.ofDays(1);

  private final TimeSource clock;
  private final long startNanos;
  private long startMillis;

  SteadyTime(TimeSource clock) {
    this.clock = clock;
    this.startMillis = clock.epochMillis();
    this.startNanos = clock.nanoTime();
  }

  /** Tells the latest moment before it was made of which there is a trace. */
  void lastTrace(Instant trace) {
    startMillis = Math.min(startMillis, trace.plus(MOST_SILENCE).toEpochMilli());
  }

  Instant now() {
    long elapsed = (clock.nanoTime() - startNanos) / 1_000_000;
    return Instant.ofEpochMilli(Math.min(startMillis + elapsed, clock.epochMillis()));
  }
}
