package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.LogFileBuilder;
import io.streamobs.spi.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is kept, by what was said and what was not. */
class FileOutputTest {

  private static final RetentionPolicy USUAL = LogFileBuilder.DEFAULT_POLICY;

  private final FileOutput file = new FileOutput();

  @Test
  void nothingSaid_isTheDefault() {
    assertThat(file.policy()).isEqualTo(USUAL);
  }

  @Test
  void oneBound_isTheOnlyOne() {
    file.setTotalSize("50GB");
    assertThat(file.policy()).isEqualTo(RetentionPolicy.builder().maxBytes(50L << 30).build());
  }

  @Test
  void twoBounds_areTheOnlyOnes() {
    file.setMaxAge("30d");
    file.setMaxFiles(" 7 ");
    assertThat(file.policy())
        .isEqualTo(RetentionPolicy.builder().maxAge(Duration.ofDays(30)).maxCount(7).build());
  }

  @Test
  void offAlone_leavesTheOtherDefaults() {
    file.setMaxFiles(" off ");
    assertThat(file.policy())
        .isEqualTo(
            RetentionPolicy.builder().maxAge(USUAL.maxAge()).maxBytes(USUAL.maxBytes()).build());
  }

  @Test
  void offBesideABound_isWhatItWouldBeWithout() {
    file.setMaxAge("off");
    file.setTotalSize("2GB");
    assertThat(file.policy()).isEqualTo(RetentionPolicy.builder().maxBytes(2L << 30).build());
  }
}
