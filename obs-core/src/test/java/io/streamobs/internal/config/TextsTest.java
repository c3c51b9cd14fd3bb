package io.streamobs.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and times as people write them. */
class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "65536, 65536",
    "65536B, 65536",
    "64KB, 65536",
    "64 kib, 65536",
    "' 64MB ', 67108864",
    "1GiB, 1073741824",
    "2tb, 2199023255552"
  })
  void size_isRead(String text, long bytes) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MB",
        "64M",
        "-1",
        "1.5GB",
        "64 MB x",
        "9999999999999TB",
        "99999999999999999999"
      })
  void notASize_isNone(String text) {
    assertThat(Sizes.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "2s, PT2S",
    "5M, PT5M",
    "1h, PT1H",
    "' 14d ', PT336H",
    "PT2S, PT2S",
    "p14d, PT336H"
  })
  void time_isRead(String text, Duration time) {
    assertThat(Durations.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5", "5 m", "1.5h", "9999999999d", "P99999999999999999999D"})
  void notATime_isNone(String text) {
    assertThat(Durations.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "PT336H, 14d",
    "PT25H, 25h",
    "PT90M, 90m",
    "PT60S, 1m",
    "PT1.5S, 1500ms",
    "PT0.0000001S, PT0.0000001S",
    "PT24H0.0000001S, PT24H0.0000001S",
    "PT0S, PT0S",
    "PT-1H, PT-1H"
  })
  void time_isShownInTheLargestUnitThatFits(Duration time, String text) {
    assertThat(Durations.text(time)).isEqualTo(text);
    assertThat(Durations.parse(text)).isEqualTo(time);
  }

  @Test
  void longTime_isShownSoThatItIsReadAgain() {
    for (long seconds = 1; seconds > 0; seconds *= 3) {
      Duration time = Duration.ofSeconds(seconds);
      assertThat(Durations.parse(Durations.text(time))).isEqualTo(time);
    }
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    assertThat(Durations.parse(Durations.text(longest))).isEqualTo(longest);
  }
}
