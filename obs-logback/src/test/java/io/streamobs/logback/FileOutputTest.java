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
    assertThat(file.policy()).isEqualTo(new RetentionPolicy(null, 50L << 30, null));
  }

  @Test
  void twoBounds_areTheOnlyOnes() {
    file.setMaxAge("30d");
    file.setMaxFiles(" 7 ");
    assertThat(file.policy()).isEqualTo(new RetentionPolicy(Duration.ofDays(30), null, 7));
  }

  @Test
  void offAlone_leavesTheOtherDefaults() {
    file.setMaxFiles(" off ");
    assertThat(file.policy())
        .isEqualTo(new RetentionPolicy(USUAL.maxAge(), USUAL.maxBytes(), null));
  }

  @Test
  void offBesideABound_isWhatItWouldBeWithout() {
    file.setMaxAge("off");
    file.setTotalSize("2GB");
    assertThat(file.policy()).isEqualTo(new RetentionPolicy(null, 2L << 30, null));
  }
}
