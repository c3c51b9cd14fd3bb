package io.streamobs.benchmarks;

/**
 * What a stage costs its caller in one turn.
 *
 * @param stages that were measured
 * @param seconds that they took, pauses and all
 * @param lost records that did not arrive
 */
record PurgedStage(double p50, double p99, double stages, double seconds, double lost) {

  static PurgedStage parse(String line) {
    double[] n = Numbers.of(line);
    return new PurgedStage(n[0], n[1], n[2], n[3], n[4]);
  }

  @Override
  public String toString() {
    return Numbers.line(p50, p99, stages, seconds, lost);
  }
}
