package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.ObsProcess;
import io.streamobs.Shell;
import io.streamobs.TurnedClock;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.home.Owner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is kept, compressed and removed beside the file that is written. */
@Timeout(120)
class TidyingTest {

  @TempDir Path folder;

  private Path old(String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "{}\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  private static RetentionPolicy age(Duration most) {
    return RetentionPolicy.builder().maxAge(most).build();
  }

  @Test
  void oldFilesOfTheName_go_whoeverWroteThem_andNothingElse() throws IOException {
    Path own = old("dub_=another_0001.jsonl", Duration.ofDays(3));
    Path zipped = old("dub_=another_0002.jsonl.gz", Duration.ofDays(3));
    List<Path> others =
        List.of(
            old("dub_=another_0003.jsonl", Duration.ofDays(1)),
            old("dub_two_=another_0001.jsonl", Duration.ofDays(3)),
            old("dub_=another_1.jsonl", Duration.ofDays(3)),
            old("dub_=another_0001.json", Duration.ofDays(3)),
            old("dub.jsonl", Duration.ofDays(3)),
            old("notes.txt", Duration.ofDays(3)));
    try (LogRig rig = new LogRig(folder, file -> file.keep(age(Duration.ofDays(2))))) {
      rig.log(1);
      JsonNode last = rig.awaitEvent("retention_deleted", 2);
      assertThat(own).doesNotExist();
      assertThat(zipped).doesNotExist();
      assertThat(others).allSatisfy(file -> assertThat(file).exists());
      assertThat(last.get("level").asString()).isEqualTo("INFO");
      assertThat(last.get("details").get("kind").asString()).isEqualTo("log_file");
      assertThat(last.get("details").get("id").asString()).startsWith("dub_=another_000");
      assertThat(last.get("details").get("bytes").asLong()).isEqualTo(3);
      assertThat(last.get("details").get("reason").asString()).contains("older than");
    }
  }

  @Test
  void clockAYearAhead_deletesNothing() throws IOException {
    Path file = old("dub_=another_0001.jsonl", Duration.ofDays(1));
    Path due = old("dub_=another_0002.jsonl", Duration.ofDays(3));
    try (LogRig rig = new LogRig(folder, f -> f.keep(age(Duration.ofDays(2))))) {
      rig.log(1);
      rig.awaitEvent("retention_deleted");
      rig.clock.jump(Duration.ofDays(365));
      Path marker = old("dub_=another_0003.jsonl", Duration.ofDays(3));
      rig.log(1); // begins the next file, by which the keeper has a turn
      Awaitility.await().untilAsserted(() -> assertThat(marker).doesNotExist());
      assertThat(file).exists();
      assertThat(due).doesNotExist();
      assertThat(rig.disk().files()).hasSize(3);
    }
  }

  @Test
  void clockAYearAheadFromTheStart_deletesNothing_butTimeThatPassesCounts() throws IOException {
    Path file = old("dub_=another_0001.jsonl", Duration.ofDays(1));
    Path due = old("dub_=another_0002.jsonl", Duration.ofDays(5));
    old("dub_=another_0003.jsonl", Duration.ofHours(1));
    TurnedClock wrong = new TurnedClock();
    wrong.jump(Duration.ofDays(365));
    RecordSink sink = LogRig.settings(folder).keep(age(Duration.ofDays(3))).build();
    try (LogRig rig = new LogRig(folder, wrong, sink)) {
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(due).doesNotExist());
      rig.log(300); // with more turns
      assertThat(file).exists();
      rig.clock.advance(Duration.ofDays(2));
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(file).doesNotExist());
    }
  }

  @Test
  void folderThatNobodyWroteToForAYear_isPurged_asThisProcessRuns() throws IOException {
    Path one = old("dub_=another_0001.jsonl", Duration.ofDays(365));
    Path last = old("dub_=another_0002.jsonl", Duration.ofDays(360));
    try (LogRig rig = new LogRig(folder, f -> f.keep(age(Duration.ofDays(3))))) {
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(one).doesNotExist());
      assertThat(last).exists();
      rig.clock.advance(Duration.ofDays(3));
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(last).doesNotExist());
    }
  }

  @Test
  void closedFiles_areCompressed_andGzipReadsThemWhole() throws Exception {
    assumeTrue(Shell.succeeds("gzip", "--version"));
    try (LogRig rig = new LogRig(folder, file -> file.gzip())) {
      rig.log(1_000);
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(rig.disk().files().stream().filter(f -> !f.endsWith(".gz")))
                      .hasSize(1));
      rig.disk().assertHasAll(1_000);
      for (String file : rig.disk().files()) {
        if (file.endsWith(".gz")) {
          String path = folder.resolve(file).toString();
          assertThat(Shell.succeeds("gzip", "-t", path)).isTrue();
          String text = new String(Shell.output("gzip", "-dc", path), StandardCharsets.UTF_8);
          assertThat(text.split("\n")).isEqualTo(rig.disk().lines(file).toArray());
        }
      }
    }
    // The last one was closed with the sink; the next start finds it.
    try (LogRig rig = new LogRig(folder, file -> file.gzip())) {
      rig.log(1);
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(rig.disk().files().stream().filter(f -> !f.endsWith(".gz")))
                      .hasSize(1));
    }
  }

  @Test
  void compressedFile_hasTheAgeOfItsLines() throws IOException {
    Path file = old("dub_=another_0001.jsonl", Duration.ofHours(30));
    FileTime modified = Files.getLastModifiedTime(file);
    try (LogRig rig = new LogRig(folder, f -> f.gzip())) {
      rig.log(1);
      Path gz = folder.resolve(file.getFileName() + ".gz");
      Awaitility.await().untilAsserted(() -> assertThat(file).doesNotExist());
      assertThat(Files.getLastModifiedTime(gz)).isEqualTo(modified);
    }
  }

  @Test
  void crashBetweenTheTwoStepsOfCompressing_leavesOneOfTheTwo() throws Exception {
    assumeTrue(Shell.succeeds("gzip", "--version"));
    Path plain = old("dub_=another_0001.jsonl", Duration.ofHours(1));
    assertThat(Shell.succeeds("gzip", "-k", plain.toString())).isTrue();
    Path halfway = old(".staging-1x2y-dub_=another_0002.jsonl.gz", Duration.ofHours(1));
    Path mark = old(".staging-1x2y-.dub_=another_9-9.owner", Duration.ofHours(1));
    Path foreign = old(".staging-1x2y-dub_two_=another_0002.jsonl.gz", Duration.ofHours(1));
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      Awaitility.await().untilAsserted(() -> assertThat(plain).doesNotExist());
      assertThat(folder.resolve("dub_=another_0001.jsonl.gz")).exists();
      assertThat(halfway).doesNotExist();
      assertThat(mark).doesNotExist();
      assertThat(foreign).exists();
    }
  }

  @Test
  void folderThatSomebodyElseTidies_isLeftToThem_untilTheyAreDone() throws IOException {
    Path due = old("dub_=another_0001.jsonl", Duration.ofDays(3));
    old("dub_=another_0002.jsonl", Duration.ZERO);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LogFolder.LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        LogRig rig = new LogRig(folder, f -> f.keep(age(Duration.ofDays(2))))) {
      var lock = channel.lock();
      rig.log(1);
      assertThat(due).exists();
      lock.release();
      Awaitility.await().untilAsserted(() -> assertThat(due).doesNotExist());
    }
  }

  @Test
  void folderThatCannotBeLocked_isSweptAllTheSame_andReportedOnce() throws IOException {
    Files.createDirectory(folder.resolve(LogFolder.LOCK));
    Path due = old("dub_=another_0001.jsonl", Duration.ofDays(3));
    Path kept = old("dub_=another_0002.jsonl", Duration.ZERO);
    try (LogRig rig = new LogRig(folder, f -> f.gzip().keep(age(Duration.ofDays(2))))) {
      rig.log(1);
      JsonNode details = rig.details("retention_failed");
      assertThat(due).doesNotExist();
      assertThat(kept).exists();
      assertThat(details.get("id").asString()).isEmpty();
      assertThat(details.get("cause").asString()).contains(LogFolder.LOCK);
      rig.log(1_000); // with several turns of the keeper
      rig.close();
      assertThat(rig.heard.events("retention_failed")).hasSize(1);
    }
  }

  @Test
  void markThatSomebodyDeletes_isMadeAgain() throws IOException {
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      String mark = rig.disk().marks().get(0);
      Files.delete(folder.resolve(mark));
      rig.log(300);
      Awaitility.await().untilAsserted(() -> assertThat(rig.disk().marks()).containsExactly(mark));
    }
    assertThat(new LogDisk(folder).marks()).isEmpty();
  }

  @Test
  void mark_namesItsOwner() throws IOException {
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      Awaitility.await().until(() -> rig.disk().marks().size() == 1);
      String mark = rig.disk().marks().get(0);
      assertThat(mark).isEqualTo(".dub_" + ObsProcess.instanceId() + "_" + Owner.THIS + ".owner");
      // Another process may read it; this one may not.
      String text = new String(readByAnother(folder.resolve(mark)), StandardCharsets.UTF_8);
      assertThat(text)
          .contains("instanceId=" + ObsProcess.instanceId(), "most_waiting=")
          .contains("owner=" + Owner.THIS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] readByAnother(Path file) throws Exception {
    return Shell.output("cat", file.toString());
  }
}
