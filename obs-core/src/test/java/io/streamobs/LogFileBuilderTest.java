package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.spi.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileBuilderTest {

  @TempDir Path folder;

  private LogFileBuilder file() {
    return RecordSinks.file(folder);
  }

  private static void assertRefused(ThrowingCallable call, String... named) {
    assertThatThrownBy(call)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS-CONF-002")
        .hasMessageContainingAll(named);
  }

  @Test
  void defaults_areEnough_andTouchNoDisk() {
    assertThat(file().build().name()).isEqualTo("file");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void valuesOutOfBounds_areRefused_withKeyValueAndRemedy() {
    assertRefused(() -> file().maxFileBytes(65_535), "log file size", "65535", "64KB");
    assertRefused(() -> file().maxFileBytes((1L << 40) + 1), "1TB");
    assertRefused(() -> file().rotateEvery(Duration.ofSeconds(59)), "rotateEvery", "PT59S", "1m");
    assertRefused(() -> file().rotateEvery(Duration.ofDays(3_661)), "3660d");
    assertRefused(() -> file().name(" "), "log file name");
  }

  @Test
  void fileLargerThanAllTogether_isRefused() {
    RetentionPolicy small = RetentionPolicy.builder().maxBytes(1L << 20).build();
    assertRefused(() -> file().keep(small).build(), "67108864", "1048576");
    assertThat(file().maxFileBytes(1 << 20).keep(small).build()).isNotNull();
  }

  @Test
  void folder_isUnderTheHome_whereThereIsOne() {
    String before = System.getProperty("obs.home");
    try {
      System.clearProperty("obs.home");
      if (System.getenv("OBS_HOME") == null) {
        assertRefused(() -> RecordSinks.file().build(), "log folder", "OBS_HOME");
      }
      System.setProperty("obs.home", folder.toString());
      try (Obs obs =
          Obs.builder().standalone().service("dub").sink(RecordSinks.file().build()).open()) {
        obs.event("ready").emit();
        assertThat(obs.flush(Duration.ofSeconds(20))).isTrue();
      }
      assertThat(folder.resolve("logs")).isDirectoryContaining("glob:**dub_*_0001.jsonl");
    } finally {
      if (before == null) {
        System.clearProperty("obs.home");
      } else {
        System.setProperty("obs.home", before);
      }
    }
  }

  @Test
  void keyOfTheAudit_thatCannotBeUsed_isRefused_andOnlyInItsHome() {
    Map<String, String> settings =
        Map.of("obs.home", folder.toString(), "obs.audit.key.file", folder + "/none");
    Map<String, String> before = new HashMap<>();
    try {
      settings.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
      assertRefused(() -> RecordSinks.file().build(), "obs.audit.key.file", folder + "/none");
      assertThat(RecordSinks.file(folder.resolveSibling("elsewhere")).build()).isNotNull();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value == null) {
              System.clearProperty(key);
            } else {
              System.setProperty(key, value);
            }
          });
    }
  }
}
