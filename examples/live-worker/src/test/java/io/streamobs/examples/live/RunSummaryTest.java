package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private final RunSummary summary = new RunSummary();

  @Test
  void outcomes_areCounted_andWhatWasNotIsLeftOut() {
    summary.add(Outcome.FAILURE, Duration.ofSeconds(1));
    summary.add(Outcome.SUCCESS, Duration.ofSeconds(1));
    summary.add(Outcome.SUCCESS, Duration.ofMillis(500));
    assertThat(summary.byOutcome()).isEqualTo("2 success, 1 failure");
    assertThat(summary.count()).isEqualTo(3);
    assertThat(summary.mediaMillis()).isEqualTo(2500);
  }

  @Test
  void pace_comparesWithRealTime() {
    summary.add(Outcome.SUCCESS, Duration.ofSeconds(12));
    assertThat(summary.pace(Duration.ofMillis(1500)))
        .isEqualTo("12.0 s of media in 1.5 s, 8.0x realtime");
  }
}
