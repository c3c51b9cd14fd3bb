package io.streamobs.benchmarks;

/** Does nothing. */
final class EmptyInstallation implements Installation {

  @Override
  public Caller caller(Workload workload) {
    return new Caller() {
      @Override
      void call() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public double end(long calls) {
    return 0;
  }
}
