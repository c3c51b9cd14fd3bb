package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Ledger;
import io.streamobs.Shell.Tmpfs;
import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real file systems that are full or closed, and get better. */
@Timeout(120)
class DiskTroubleTest {

  @TempDir Path home;

  private static void assertNothingIsMissing(LogRig rig) {
    rig.close();
    Ledger ledger = rig.file.ledger();
    assertThat(ledger.written() + ledger.dropped()).as("%s", ledger).isEqualTo(ledger.accepted());
    assertThat(ledger.failed()).isZero();
    long present = rig.disk().records().stream().filter(r -> r.has("n")).count();
    if (ledger.dropped() == 0) {
      rig.disk().assertHasAll(rig.logged());
    }
    assertThat(present + ledger.dropped()).isGreaterThanOrEqualTo(rig.logged());
    assertThat(rig.disk().numbers()).hasSizeLessThanOrEqualTo(rig.logged());
  }

  @Test
  void fullDisk_holdsTheLines_andTakesThemWhenThereIsRoom() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("logs"), "size=256k");
        LogRig rig = new LogRig(home.resolve("logs"))) {
      Path ballast = Files.write(rig.folder.resolve("ballast"), new byte[100 << 10]);
      rig.offer(1_500);
      JsonNode failed = rig.awaitEvent("sink_failed");
      assertThat(failed.get("details").get("cause").asString())
          .contains("cannot", "No space left on device", "free space");
      Files.delete(ballast);
      disk.remount("size=4m");
      rig.awaitEvent("sink_recovered");
      rig.log(100);
      assertNothingIsMissing(rig);
      assertThat(rig.file.ledger().lossless()).isTrue();
    }
  }

  @Test
  void fullDisk_thatStaysFull_losesByTheLedger_andSaysSo() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("logs"), "size=256k");
        LogRig rig = new LogRig(home.resolve("logs"))) {
      for (int i = 0; i < 60; i++) {
        rig.offer(200);
        int offered = rig.logged();
        Awaitility.await().until(() -> rig.heard.records().size() >= offered);
      }
      assertThat(rig.file.ledger().dropped()).isPositive();
      disk.remount("size=16m");
      rig.awaitEvent("sink_recovered");
      rig.log(100);
      Awaitility.await()
          .atMost(LogRig.LONG)
          .untilAsserted(() -> assertThat(rig.disk().events("records_dropped")).isNotEmpty());
      assertNothingIsMissing(rig);
    }
  }

  @Test
  void fullDisk_atTheEnd_leavesNoTornLine() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("logs"), "size=256k")) {
      LogRig rig = new LogRig(home.resolve("logs"));
      rig.offer(1_500);
      rig.awaitEvent("sink_failed");
      rig.close(Duration.ofMillis(300));
      Awaitility.await().untilAsserted(() -> assertThat(rig.disk().marks()).isEmpty());
      assertThat(rig.disk().records()).isNotEmpty();
      assertThat(rig.file.ledger().failed()).isPositive();
    }
  }

  @Test
  void noInodes_keepTheFileGoing_andRotateLater() throws IOException {
    RetentionPolicy bytes = RetentionPolicy.builder().maxBytes(4L << 20).build();
    try (Tmpfs disk = new Tmpfs(home.resolve("logs"), "size=8m,nr_inodes=6");
        LogRig rig = new LogRig(home.resolve("logs"), f -> f.keep(bytes))) {
      rig.log(10);
      Awaitility.await().until(() -> !rig.disk().names(LogFolder.LOCK).isEmpty());
      fillInodes(rig.folder);
      rig.log(600);
      JsonNode details = rig.details("rotation_failed");
      assertThat(details.get("cause").asString()).contains("No space left on device");
      assertThat(rig.disk().files()).hasSize(1);
      assertThat(rig.disk().bytes(rig.disk().files().get(0))).isGreaterThan(1 << 16);
      assertThat(rig.heard.events("rotation_failed")).hasSize(1);
      disk.remount("nr_inodes=100");
      rig.log(10);
      assertThat(rig.heard.events("log_rotated")).isEmpty(); // not at each write
      rig.clock.advance(Duration.ofSeconds(4));
      rig.log(10);
      rig.awaitEvent("log_rotated");
      assertNothingIsMissing(rig);
    }
  }

  private static void fillInodes(Path folder) throws IOException {
    for (int i = 0; ; i++) {
      try {
        Files.createFile(folder.resolve("filler" + i));
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
        return;
      }
    }
  }

  @Test
  void readOnlyDisk_isReported_andHealed() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("logs"), "size=8m,ro");
        LogRig rig = new LogRig(home.resolve("logs").resolve("deeper"))) {
      rig.offer(50);
      assertThat(rig.details("sink_failed").get("cause").asString())
          .contains("Read-only file system", "mount it writable");
      disk.remount("rw");
      rig.awaitEvent("sink_recovered");
      rig.log(10);
      assertNothingIsMissing(rig);
      assertThat(rig.file.ledger().lossless()).isTrue();
    }
  }

  @Test
  void diskThatIsTakenAway_isAFolderThatIsGone() throws IOException {
    Path logs = home.resolve("logs");
    try (Tmpfs below = new Tmpfs(logs, "size=8m");
        LogRig rig = new LogRig(logs)) {
      rig.log(10);
      below.close();
      rig.log(10);
      rig.awaitEvent("log_file_changed");
      rig.close();
      assertThat(rig.disk().numbers()).contains(10, 19);
    }
  }
}
