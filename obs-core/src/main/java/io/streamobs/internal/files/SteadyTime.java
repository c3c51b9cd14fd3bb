package io.streamobs.internal.files;

import io.streamobs.spi.TimeSource;
import java.time.Instant;

/**
 * The time of day for whoever deletes what is old: runs on from when it was made and is never ahead
 * of the clock, so that a clock that is set a year ahead makes nothing a year old.
 */
final class SteadyTime {

  private final TimeSource clock;
  private final long startMillis;
  private final long startNanos;

  SteadyTime(TimeSource clock) {
    this.clock = clock;
    this.startMillis = clock.epochMillis();
    this.startNanos = clock.nanoTime();
  }

  Instant now() {
    long elapsed = (clock.nanoTime() - startNanos) / 1_000_000;
    return Instant.ofEpochMilli(Math.min(startMillis + elapsed, clock.epochMillis()));
  }
}
