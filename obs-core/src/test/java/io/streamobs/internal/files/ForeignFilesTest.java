package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RetentionPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files that somebody else put beside the log files, under names that look like ours. */
@Timeout(120)
class ForeignFilesTest {

  private static final String ENDED = "dub_20260101T000000Z-17-0123abcd_";
  private static final RetentionPolicy TWO_DAYS =
      RetentionPolicy.builder().maxAge(Duration.ofDays(2)).build();

  @TempDir Path folder;

  private Path old(String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "{}\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  private static byte[] gzipped(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Files.readAllBytes(file));
    }
    return bytes.toByteArray();
  }

  private static Path compressed(Path file) {
    return file.resolveSibling(file.getFileName() + ".gz");
  }

  @Test
  void compressedCopyOfTheFileThatIsWritten_takesNoLineAway() throws IOException {
    try (LogRig rig = new LogRig(folder, file -> file.keep(TWO_DAYS))) {
      rig.log(10);
      Path live = rig.disk().last();
      Files.write(compressed(live), gzipped(live));
      Path due = old(ENDED + "0001.jsonl", Duration.ofDays(3));
      old(ENDED + "0002.jsonl", Duration.ZERO);
      try (LogRig other = new LogRig(folder, file -> file.keep(TWO_DAYS))) {
        other.log(1);
        Awaitility.await().untilAsserted(() -> assertThat(due).doesNotExist());
      }
      rig.log(10);
      rig.close();
      assertThat(rig.heard.events("log_file_changed")).isEmpty();
      assertThat(Files.readAllLines(live).stream().filter(l -> l.contains("\"n\":"))).hasSize(20);
    }
  }

  @Test
  void compressedCopyOfAnEarlierState_stopsNeitherNumbersNorCompressing() throws IOException {
    try (LogRig rig = new LogRig(folder, file -> file.gzip())) {
      rig.log(10);
      Path first = rig.disk().last();
      byte[] copy = gzipped(first);
      Files.write(compressed(first), copy);
      rig.log(10);
      rig.clock.advance(Duration.ofDays(1));
      rig.log(10);
      Path second = folder.resolve(String.valueOf(first.getFileName()).replace("_0001.", "_0002."));
      assertThat(second).exists();
      rig.clock.advance(Duration.ofDays(1));
      rig.log(10);
      Awaitility.await().untilAsserted(() -> assertThat(second).doesNotExist());
      assertThat(compressed(second)).exists();
      assertThat(first).exists();
      assertThat(compressed(first)).hasBinaryContent(copy);
      rig.close();
      rig.disk().assertHasAll(40);
    }
  }

  @Test
  void copyThatIsNotWhole_leavesBoth_andIsReportedOnce() throws IOException {
    Path plain = old(ENDED + "0001.jsonl", Duration.ofHours(1));
    Files.writeString(plain, "{\"n\":0}\n".repeat(10_000));
    byte[] whole = gzipped(plain);
    Files.write(compressed(plain), Arrays.copyOf(whole, whole.length / 2));
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      JsonNode details = rig.details("retention_failed");
      assertThat(details.get("id").asString()).isEqualTo(Objects.toString(plain.getFileName()));
      assertThat(details.get("kind").asString()).isEqualTo("log_file");
      rig.log(1_000); // with several turns of the keeper
      assertThat(plain).exists();
      assertThat(rig.heard.events("retention_failed")).hasSize(1);
      Files.write(compressed(plain), whole); // whoever copies is done
      rig.clock.advance(Duration.ofDays(1));
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(plain).doesNotExist());
      assertThat(compressed(plain)).hasBinaryContent(whole);
    }
  }

  @Test
  void copyWithMoreOrOtherLines_leavesBoth() throws IOException {
    Path more = old(ENDED + "0001.jsonl", Duration.ofHours(1));
    Path other = old(ENDED + "0002.jsonl", Duration.ofHours(1));
    Path longer = Files.writeString(folder.resolve("longer"), "{}\n{}\n");
    Path same = Files.writeString(folder.resolve("same"), "[]\n");
    Files.write(compressed(more), gzipped(longer));
    Files.write(compressed(other), gzipped(same));
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      rig.awaitEvent("retention_failed", 2);
      assertThat(more).exists();
      assertThat(other).exists();
    }
  }

  @Test
  void fileThatOnlyLooksAlike_isNeverDeleted() throws IOException {
    Path report = old("dub_incident-report_20261101.jsonl", Duration.ofDays(3));
    Path zero = old(ENDED + "0000.jsonl", Duration.ofDays(3));
    Path due = old(ENDED + "0001.jsonl", Duration.ofDays(3));
    old(ENDED + "0002.jsonl", Duration.ZERO);
    try (LogRig rig = new LogRig(folder, file -> file.keep(TWO_DAYS))) {
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(due).doesNotExist());
      rig.log(300); // with another turn
      assertThat(report).exists();
      assertThat(zero).exists();
    }
  }
}
