package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a process that is gone left behind. */
@Timeout(120)
class UncleanEndTest {

  private static final String WHOLE =
      "{\"ts\":\"2026-01-02T03:04:05.678Z\",\"level\":\"INFO\",\"seq\":41,\"event\":\"x\"}\n"
          + "{\"ts\":\"2026-01-02T03:04:06.789Z\",\"level\":\"INFO\",\"seq\":42,\"event\":\"y\"}\n";
  // No system has a process of that number.
  private static final String MARK = ".dub_=gone_2147483646-1.owner";

  @TempDir Path folder;

  private Path left(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private JsonNode reported() {
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      JsonNode event = rig.awaitEvent("unclean_end");
      assertThat(event.get("level").asString()).isEqualTo("WARN");
      assertThat(event.get("error_code").asString()).isEqualTo("OBS-FILE-003");
      Awaitility.await().untilAsserted(() -> assertThat(folder.resolve(MARK)).doesNotExist());
      return event.get("details");
    }
  }

  @Test
  void tornLine_isCutOff_andTheEndReportedWithItsBounds() throws IOException {
    Path torn = left("dub_=gone_0002.jsonl", WHOLE + "{\"ts\":\"2026-01");
    FileTime modified = FileTime.from(Instant.now().minusSeconds(3_600));
    Files.setLastModifiedTime(torn, modified);
    left("dub_=gone_0001.jsonl", WHOLE);
    left(MARK, "instanceId=gone\nmost_waiting=8192\n");
    JsonNode details = reported();
    assertThat(details.get("file").asString()).isEqualTo("dub_=gone_0002.jsonl");
    assertThat(details.get("instanceId").asString()).isEqualTo("gone");
    assertThat(details.get("last_seq").asLong()).isEqualTo(42);
    assertThat(details.get("last_ts").asString()).isEqualTo("2026-01-02T03:04:06.789Z");
    assertThat(details.get("torn_bytes").asLong()).isEqualTo(14);
    assertThat(details.get("most_lost").asLong()).isEqualTo(8192);
    assertThat(torn).hasContent(WHOLE);
    assertThat(Files.getLastModifiedTime(torn)).isEqualTo(modified);
  }

  @Test
  void lastFileWithoutALine_letsTheOneBeforeSpeak() throws IOException {
    left("dub_=gone_0001.jsonl", WHOLE);
    Path torn = left("dub_=gone_0002.jsonl", "{\"ts\"");
    left(MARK, "");
    JsonNode details = reported();
    assertThat(details.get("file").asString()).isEqualTo("dub_=gone_0002.jsonl");
    assertThat(details.get("last_seq").asLong()).isEqualTo(42);
    assertThat(details.get("torn_bytes").asLong()).isEqualTo(5);
    assertThat(details.has("most_lost")).isFalse();
    assertThat(torn).isEmptyFile();
  }

  @Test
  void tornLineOfManyBlocks_isCutOff() throws IOException {
    Path torn = left("dub_=gone_0001.jsonl", WHOLE + "x".repeat(300_000));
    left(MARK, "most_waiting=many\n");
    assertThat(reported().get("torn_bytes").asLong()).isEqualTo(300_000);
    assertThat(torn).hasContent(WHOLE);
  }

  @Test
  void renamedFields_areLeftOut() throws IOException {
    left("dub_=gone_0001.jsonl", "{\"@timestamp\":\"2026\",\"event.sequence\":4}\n");
    left(MARK, "\\uXYZ broken");
    JsonNode details = reported();
    assertThat(details.has("last_seq")).isFalse();
    assertThat(details.get("torn_bytes").asLong()).isZero();
  }

  @Test
  void endBeforeTheFirstFile_isReportedToo() throws IOException {
    left(MARK, "instanceId=gone\n");
    assertThat(reported().has("file")).isFalse();
  }

  @Test
  void endInOrder_withoutClosing_isNoUncleanEnd() throws IOException {
    left("dub_=gone_0001.jsonl", WHOLE);
    left(MARK, "instanceId=gone\nended=true\n");
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(folder.resolve(MARK)).doesNotExist());
      rig.log(1);
      assertThat(rig.heard.events("unclean_end")).isEmpty();
    }
  }

  @Test
  void endInOrder_withATornLineAllTheSame_isReported() throws IOException {
    left("dub_=gone_0001.jsonl", WHOLE + "torn");
    left(MARK, "instanceId=gone\nended=true\n");
    assertThat(reported().get("torn_bytes").asLong()).isEqualTo(4);
  }

  @Test
  void markOfAnotherName_isLeftAlone() throws IOException {
    Path other = left(".dub_two_=gone_2147483646-1.owner", "");
    left(MARK, "");
    reported();
    assertThat(other).exists();
  }

  @Test
  void severalStarters_reportItOnce() throws IOException {
    left("dub_=gone_0001.jsonl", WHOLE + "torn");
    left(MARK, "");
    try (LogRig one = new LogRig(folder);
        LogRig two = new LogRig(folder);
        LogRig three = new LogRig(folder)) {
      one.log(300);
      two.log(300);
      three.log(300);
      Awaitility.await().untilAsserted(() -> assertThat(folder.resolve(MARK)).doesNotExist());
      one.close();
      two.close();
      three.close();
      assertThat(one.disk().events("unclean_end")).hasSize(1);
    }
  }

  @Test
  void filesOfAnEndedProcess_areNotInUse() throws IOException {
    Path file = left("dub_=gone_0001.jsonl", WHOLE);
    left(MARK, "");
    RetentionPolicy one = RetentionPolicy.builder().maxCount(1).build();
    try (LogRig rig = new LogRig(folder, f -> f.keep(one))) {
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(file).doesNotExist());
    }
  }
}
