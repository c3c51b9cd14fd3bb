package io.streamobs.benchmarks;

import java.util.function.Supplier;

/** A single call that leads nowhere, for what cannot be undercut. */
final class FloorInstallation implements Installation {

  private final Supplier<Caller> callers;

  private FloorInstallation(Supplier<Caller> callers) {
    this.callers = callers;
  }

  /** Does nothing. */
  static FloorInstallation nothing() {
    return new FloorInstallation(Nothing::new);
  }

  /** Reads the clock. */
  static FloorInstallation clock() {
    return new FloorInstallation(Clock::new);
  }

  @Override
  public Caller caller(Workload workload) {
    return callers.get();
  }

  @Override
  public double end(long calls) {
    return 0;
  }

  private static final class Nothing extends Caller {

    @Override
    void call() {}

    @Override
    public void close() {}
  }

  private static final class Clock extends Caller {

    private long latest;

    @Override
    void call() {
      latest = System.nanoTime();
    }

    @Override
    public void close() {
      if (latest == Long.MIN_VALUE) { // never, but then somebody reads it
        throw new IllegalStateException();
      }
    }
  }
}
