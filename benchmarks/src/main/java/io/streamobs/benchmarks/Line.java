package io.streamobs.benchmarks;

/**
 * The line that every contender takes: a pattern, and five values that differ from call to call.
 */
final class Line {

  static final String LOGGER = "worker.Normaliser";
  static final String PATTERN = "loudness {} LUFS, gain {} dB, peak {} dBFS, {} samples, clip {}";

  private Line() {}

  static double loudness(int n) {
    return -23.0 + (n & 63) * 0.1;
  }

  static double gain(int n) {
    return 1.5 - (n & 31) * 0.1;
  }

  static double peak(int n) {
    return -1.0 - (n & 15) * 0.1;
  }

  static int samples(int n) {
    return 48_000 + (n & 1_023);
  }

  static boolean clip(int n) {
    return (n & 63) == 0;
  }
}
