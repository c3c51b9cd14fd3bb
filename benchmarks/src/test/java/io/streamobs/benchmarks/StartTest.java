package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartTest {

  @ParameterizedTest
  @EnumSource(StartContender.class)
  void start_isSeenFromItsProcessToItsLine(StartContender contender) throws Exception {
    StartTimes times = new StartedProgram(contender).times();

    assertThat(times.mainNanos()).isPositive();
    assertThat(times.wholeNanos()).isGreaterThanOrEqualTo(times.mainNanos());
  }
}
