package io.streamobs.benchmarks;

import org.openjdk.jmh.util.ListStatistics;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one turn gave: times from the call to the line in the file.
 *
 * @param lines that were seen
 * @param missing lines that were not
 */
record Latency(double p50Nanos, double p99Nanos, double mostNanos, int lines, int missing) {

  static Latency of(double[] nanos, int missing) {
    ListStatistics times = new ListStatistics(nanos);
    return new Latency(
        times.getPercentile(50), times.getPercentile(99), times.getMax(), nanos.length, missing);
  }

  /** What {@link #toString} made. */
  static Latency parse(String text) {
    return JsonMapper.shared().readValue(text, Latency.class);
  }

  @Override
  public String toString() {
    return JsonMapper.shared().writeValueAsString(this);
  }
}
