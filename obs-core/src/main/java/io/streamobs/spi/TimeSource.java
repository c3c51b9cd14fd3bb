package io.streamobs.spi;

/** The two clocks. Any thread; must not block. Injected, so that a test can turn them. */
public interface TimeSource {

  /** The clocks of the system. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long epochMillis() {
          return System.currentTimeMillis();
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

  /** The time of day in milliseconds since 1970 UTC; may jump. */
  long epochMillis();

  /** Nanoseconds since some fixed moment; never goes back. Durations come from it. */
  long nanoTime();
}
