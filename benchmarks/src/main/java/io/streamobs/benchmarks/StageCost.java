package io.streamobs.benchmarks;

import org.openjdk.jmh.util.ListStatistics;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one turn gave.
 *
 * @param p50Nanos that a stage held its caller up
 * @param p99Nanos the same
 * @param processorNanos of the whole process for each stage, without what its caller spun
 * @param perSecond stages that there were; fewer than wanted, where each took too long
 * @param lost the share of records that did not arrive
 */
record StageCost(
    double p50Nanos, double p99Nanos, double processorNanos, double perSecond, double lost) {

  static StageCost of(double[] callNanos, long processorNanos, double seconds, double lost) {
    ListStatistics calls = new ListStatistics(callNanos);
    return new StageCost(
        calls.getPercentile(50),
        calls.getPercentile(99),
        (double) processorNanos / callNanos.length,
        callNanos.length / seconds,
        lost);
  }

  /** What is left without what was measured where nothing was done. */
  StageCost beyond(StageCost floor) {
    return new StageCost(
        Math.max(0, p50Nanos - floor.p50Nanos),
        Math.max(0, p99Nanos - floor.p50Nanos),
        Math.max(0, processorNanos - floor.processorNanos),
        perSecond,
        lost);
  }

  /** What {@link #toString} made. */
  static StageCost parse(String text) {
    return JsonMapper.shared().readValue(text, StageCost.class);
  }

  @Override
  public String toString() {
    return JsonMapper.shared().writeValueAsString(this);
  }
}
