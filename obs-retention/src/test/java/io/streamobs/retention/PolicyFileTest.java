package io.streamobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

  @TempDir Path folder;

  private RetentionPolicies read(String text) {
    return PolicyFile.parse("retention.conf", text.lines().toList());
  }

  @Test
  void file_isRead_withComments_andEveryBound() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("retention.conf"),
            """
        # what legal asked for
        [run_bundle]
        max-age = 30d
        max-bytes=50GB
        max-count   =   10000
        keep-last = 3
        failed-max-age = 90d
        media-max-age = 72h

        [log_file]   # of all names
        max-age = 14d  # two weeks

        [disk]
        min-free = 5GB
        """);
    RetentionPolicy runs =
        RetentionPolicy.builder()
            .maxAge(Duration.ofDays(30))
            .maxBytes(50L << 30)
            .maxCount(10_000)
            .keepLast(3)
            .failedMaxAge(Duration.ofDays(90))
            .mediaMaxAge(Duration.ofDays(3))
            .build();
    assertThat(RetentionPolicies.read(file))
        .isEqualTo(
            RetentionPolicies.builder()
                .runBundles(runs)
                .logFiles(RetentionPolicy.builder().maxAge(Duration.ofDays(14)).build())
                .minFreeBytes(5L << 30)
                .build());
  }

  @Test
  void stream_takesAgesFromItsKind_andBoundsItselfAlone() {
    RetentionRules rules =
        read("""
            [run_bundle live/dub 1]
            max-age = 90d
            max-count = 5
            [run_bundle]
            max-age = 30d
            max-bytes = 1GB
            keep-last = 2
            """)
            .rules()
            .get("run_bundle");
    assertThat(rules.streams())
        .isEqualTo(
            Map.of(
                "live/dub 1",
                RetentionPolicy.builder()
                    .maxAge(Duration.ofDays(90))
                    .maxCount(5)
                    .keepLast(2)
                    .build()));
  }

  @Test
  void agesThatSayNothing_besideThatOfAStream_areNotTaken() {
    RetentionRules rules =
        read("""
                [run_bundle]
                max-age = 30d
                failed-max-age = 90d
                media-max-age = 3d
                [run_bundle long]
                max-age = 90d
                [run_bundle short]
                max-age = 2d
                """)
            .rules()
            .get("run_bundle");
    RetentionPolicy.Builder days = RetentionPolicy.builder().maxAge(Duration.ofDays(90));
    assertThat(rules.streams().get("long")).isEqualTo(days.mediaMaxAge(Duration.ofDays(3)).build());
    RetentionPolicy.Builder two = RetentionPolicy.builder().maxAge(Duration.ofDays(2));
    assertThat(rules.streams().get("short"))
        .isEqualTo(two.failedMaxAge(Duration.ofDays(90)).build());
  }

  @Test
  void streamsAlone_needNoPolicyOfTheKind() {
    RetentionRules rules = read("[run_bundle s]\nmax-age = 1d").rules().get("run_bundle");
    assertThat(rules.policy()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[run_bundle];max-agee = 30d | line 2 | max-agee | failed-max-age",
        "[run_bundle];max-age = 30x | line 2, max-age | 30x | 30d",
        "[run_bundle];max-age = -3d | line 2, max-age | -3d | above 0",
        "[run_bundle];max-age = 0d | line 2, max-age | 0d | above 0",
        "[run_bundle];max-bytes = -1 | line 2, max-bytes | -1 | above 0",
        "[run_bundle];max-bytes = 0 | line 2, max-bytes | 0 | above 0",
        "[run_bundle];max-bytes = 5PB | line 2, max-bytes | 5PB | 50GB",
        "[run_bundle];max-bytes = 99999999999999999999 | line 2, max-bytes | 999 | size",
        "[run_bundle];max-count = 1.5 | line 2, max-count | 1.5 | whole number",
        "[run_bundle];max-count = 0 | line 2, max-count | 0 | whole number",
        "[run_bundle];max-age | line 2 | max-age | key = value",
        "[run_bundle];max-age = | line 2, max-age | '' | above 0",
        "[run_bundles];max-age = 3d | line 1 | run_bundles | run_bundle",
        "[run_bundle;max-age = 3d | line 1 | run_bundle | [kind]",
        "max-age = 3d | line 1 | max-age | [run_bundle]",
        "[run_bundle];max-age = 3d;max-age = 4d | line 3 | max-age | line 2",
        "[run_bundle];max-age = 3d;[run_bundle];max-age = 3d | line 3 | run_bundle | line 1",
        "[run_bundle];[log_file];max-age = 3d | line 1 | run_bundle | max-age",
        "[run_bundle];keep-last = 3 | line 1 | empty | max-age",
        "[run_bundle];max-count = 2;keep-last = 3 | line 3 | keep-last | max-count, which is 2",
        "[run_bundle];max-age = 3d;keep-last = 3;[run_bundle s];max-count = 2 | run_bundle s | max-count, which is 2 | from [run_bundle]",
        "[run_bundle];failed-max-age = 3d;max-age = 3d | line 2 | failed-max-age | max-age, which is 3d",
        "[run_bundle];max-age = 3d;media-max-age = 4d | line 3 | media-max-age | max-age",
        "[log_file s];max-age = 3d | line 1 | log_file s | of no stream",
        "[log_file];max-age = 3d;media-max-age = 1d | line 3 | media-max-age | run_bundle",
        "[disk];min-free = 3d | line 2, min-free | 3d | size",
        "[disk];max-free = 3GB | line 2 | max-free | min-free",
        "[disk];min-free = 3GB | retention.conf | empty | max-age = 30d",
        "'' | retention.conf | empty | max-age = 30d",
      })
  void line_thatCannotBeUsed_isRefusedByName(String text, String where, String what, String hint) {
    assertThatThrownBy(() -> read(text.replace(';', '\n')))
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.code()).isEqualTo(ObsErrors.BAD_POLICY))
        .hasMessageContaining(where)
        .hasMessageContaining(what)
        .hasMessageContaining(hint);
  }

  @Test
  void contradictionWithWhatAStreamInherits_namesTheStream() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    [run_bundle]
                    max-age = 30d
                    [run_bundle s]
                    media-max-age = 40d
                    """))
        .hasMessageContaining("line 4")
        .hasMessageContaining("run_bundle s")
        .hasMessageContaining("max-age");
  }

  @Test
  void fileThatCannotBeRead_isRefused() throws IOException {
    assertThatThrownBy(() -> RetentionPolicies.read(folder.resolve("none.conf")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.conf");
    assertThatThrownBy(() -> RetentionPolicies.read(folder))
        .isInstanceOf(ConfigurationException.class);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> RetentionPolicies.read(binary))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("binary");
  }
}
