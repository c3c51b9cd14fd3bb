package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingsTest {

  @ParameterizedTest
  @EnumSource
  void encoder_rendersWholeLines(EncodingContender contender) throws Exception {
    Encodings.Cost cost = Encodings.measure(contender, 50, 50);

    assertThat(cost.nanos()).isPositive();
    assertThat(cost.bytes()).isBetween(500, 700);
  }
}
