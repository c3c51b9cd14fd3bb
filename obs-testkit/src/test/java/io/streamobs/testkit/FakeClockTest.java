package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeClockTest {

  private final FakeClock clock = new FakeClock(Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void new_standsStill() {
    long nanos = clock.nanoTime();

    assertThat(clock.now()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(clock.nanoTime()).isEqualTo(nanos);
  }

  @Test
  void advance_movesBothClocks() {
    clock.advance(Duration.ofMillis(1_500));

    assertThat(clock.now()).isEqualTo("2026-03-01T10:00:01.500Z");
    assertThat(clock.nanoTime()).isEqualTo(1_500_000_000L);
  }

  @Test
  void advance_smallSteps_addUp() {
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofNanos(100_000));
    }

    assertThat(clock.now()).isEqualTo("2026-03-01T10:00:00.001Z");
  }

  @Test
  void jumpWallClock_backwards_leavesTheMonotonicClock() {
    clock.advance(Duration.ofSeconds(1)).jumpWallClock(Duration.ofHours(-2));

    assertThat(clock.now()).isEqualTo("2026-03-01T08:00:01Z");
    assertThat(clock.nanoTime()).isEqualTo(1_000_000_000L);
  }

  @Test
  void advance_negative_isRefused() {
    assertThatThrownBy(() -> clock.advance(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jumpWallClock");
  }
}
