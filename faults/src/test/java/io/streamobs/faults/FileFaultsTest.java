package io.streamobs.faults;

import static io.streamobs.testkit.ObsAssertions.assertThatLogs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the log files, callers and standard output go on. */
@Timeout(180)
class FileFaultsTest {

  @TempDir Path folder;

  private static void assertStdoutHasAll(FaultRun run, FaultResult result) {
    assertThatLogs(run.stdoutFile())
        .ofSink("stdout")
        .everyRecordHasRequiredFields()
        .isCorrelated()
        .hasNoTornLine()
        .everyLossIsReported();
    assertThat(result.left("stdout")).isZero();
  }

  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Test
  void fullFileSystem_thatLaterGetsRoom_hasAllThatIsNotReportedLost() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "size=64m");
        FaultRun run =
            FaultRun.of("file: disk full, later room", folder)
                .logs(disk.folder().resolve("logs"))
                .start()) {
      Path ballast = disk.fill(64 << 10);
      run.emitBroken();
      Files.delete(ballast);
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(result.number("file.dropped")).as("it was really full").isPositive();
      assertThat(run.said("sink_failed")).anyMatch(line -> line.contains("No space left"));
      assertThat(run.said("sink_recovered")).isNotEmpty();
      assertThatLogs(run.logs()).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void rotationThatFails_leavesTheFileToGrow_andIsMadeUpFor() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "size=64m");
        FaultRun run =
            FaultRun.of("file: no room for a new file, rotation fails", folder)
                .logs(disk.folder().resolve("logs"))
                .option("maxFileSize", "1MB")
                .java("-Dobs.health.interval=200ms") // for lines to come while the worker waits
                .start()) {
      disk.remount("nr_inodes=" + (Files.list(run.logs()).count() + 2));
      run.emitBroken();
      disk.remount("nr_inodes=0");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(run.said("log_rotated")).isNotEmpty());
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.said("rotation_failed")).isNotEmpty();
      assertThatLogs(run.logs()).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void folderWithoutPermission_isWrittenOnceItHasOne() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Shell.need("setpriv", "--bounding-set=-all", "--inh-caps=-all", "true");
    Shell.need("chmod", "555", logs.toString());
    try (FaultRun run =
        FaultRun.of("file: no permission for the folder", folder)
            .under("setpriv", "--bounding-set=-all", "--inh-caps=-all")
            .start()) {
      run.emitBroken();
      Shell.need("chmod", "755", logs.toString());
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.said("sink_failed")).hasSize(1).first().asString().contains("permission");
      assertThatLogs(run.logs()).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void readOnlyFolder_isWrittenOnceItIsWritable() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "size=64m,ro");
        FaultRun run =
            FaultRun.of("file: read-only file system", folder)
                .logs(disk.folder().resolve("logs"))
                .start()) {
      run.emitBroken();
      disk.remount("rw");
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.said("sink_failed")).hasSize(1);
      assertThatLogs(run.logs()).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void folderDeletedUnderneath_isMadeAgain() throws Exception {
    try (FaultRun run = FaultRun.of("file: folder deleted", folder).start()) {
      delete(run.logs());
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.logged("log_file_changed")).hasSize(1);
      assertThatLogs(run.logs()).ofRetained().everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void folderRenamedUnderneath_keepsWhatItHas_andIsMadeAgain() throws Exception {
    try (FaultRun run = FaultRun.of("file: folder renamed", folder).start()) {
      Path all = Files.createDirectories(folder.resolve("all"));
      Files.move(run.logs(), all.resolve("before"));
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.logged("log_file_changed")).hasSize(1);
      Files.move(run.logs(), all.resolve("after"));
      assertThatLogs(all).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void fileDeletedUnderneath_isFollowedByTheNext() throws Exception {
    try (FaultRun run = FaultRun.of("file: file deleted", folder).start()) {
      Files.delete(logs(run.logs()).get(0));
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.logged("log_file_changed")).hasSize(1);
      assertThatLogs(run.logs()).ofRetained().everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void fileRenamedUnderneath_keepsWhatItHas() throws Exception {
    try (FaultRun run = FaultRun.of("file: file renamed", folder).start()) {
      Files.move(logs(run.logs()).get(0), run.logs().resolve("moved.jsonl"));
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.logged("log_file_changed")).hasSize(1);
      assertThatLogs(run.logs()).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void fileCutUnderneath_goesOnWithWholeLines() throws Exception {
    try (FaultRun run = FaultRun.of("file: file cut inside a line", folder).start()) {
      try (FileChannel file = FileChannel.open(logs(run.logs()).get(0), StandardOpenOption.WRITE)) {
        file.truncate(1_000);
      }
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.logged("log_file_changed")).hasSize(1);
      String all = Files.readString(logs(run.logs()).get(0));
      assertThat(all.lines().filter(line -> !line.startsWith("{") || !line.endsWith("}")).count())
          .as("broken lines, the one that was cut")
          .isEqualTo(1);
      assertThat(result.left("file")).isZero();
      assertStdoutHasAll(run, result);
    }
  }

  @Test
  void folderThatIsAFile_isReported_andWrittenOnceItIsAway() throws Exception {
    Path logs = Files.createFile(folder.resolve("logs"));
    try (FaultRun run = FaultRun.of("file: a file where the folder belongs", folder).start()) {
      run.emitBroken();
      Files.delete(logs);
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(run.said("sink_failed")).hasSize(1);
      assertThatLogs(run.logs()).everyLossIsReported();
      assertStdoutHasAll(run, result);
    }
  }
}
