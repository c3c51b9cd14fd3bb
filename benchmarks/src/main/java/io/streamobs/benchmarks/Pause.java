package io.streamobs.benchmarks;

import org.openjdk.jmh.infra.Blackhole;

/** The work that a live thread does between two calls: it takes time and touches no memory. */
final class Pause {

  static final int MICROS = 20;

  private static final long PROBE = 200_000;
  private static final int PROBES = 20;

  private final long tokens;

  private Pause(long tokens) {
    this.tokens = tokens;
  }

  static Pause none() {
    return new Pause(0);
  }

  /** Finds out how much work takes {@value #MICROS} µs on this machine, by the fastest of some. */
  static Pause calibrated() {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < PROBES; i++) {
      long start = System.nanoTime();
      Blackhole.consumeCPU(PROBE);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return new Pause(Math.max(1, MICROS * 1_000L * PROBE / fastest));
  }

  void take() {
    if (tokens > 0) {
      Blackhole.consumeCPU(tokens);
    }
  }
}
