package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatencyTest {

  @ParameterizedTest
  @EnumSource(FollowedContender.class)
  void latency_isThatOfEveryLine(FollowedContender contender) throws Exception {
    Latency latency = new LatencyTurn(contender, 5).measure(100, 300);

    assertThat(latency.lines()).isPositive();
    assertThat(latency.missing()).isZero();
    assertThat(latency.p50Nanos()).isPositive();
    assertThat(latency.mostNanos()).isGreaterThanOrEqualTo(latency.p99Nanos());
  }

  @Test
  void line_isFoundByItsCallAlsoWhereSomeAreMissing() {
    for (int n : new int[] {1, 1_023, 1_024, 1_025, 5_000}) {
      String text = "{\"message\":\"peak -1.0 dBFS, " + Line.samples(n) + " samples, clip false\"}";

      assertThat(Line.call(text, n)).isEqualTo(n);
      assertThat(Line.call(text, Math.max(1, n - 1_000))).isEqualTo(n);
    }
    assertThat(Line.call("{\"event\":\"process_started\"}", 1)).isZero();
  }
}
