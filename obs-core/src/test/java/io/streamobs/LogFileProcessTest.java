package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.internal.files.LogDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Real processes that share a folder of logs, and are killed. */
@Timeout(240)
class LogFileProcessTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path home;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
  }

  private Path folder() {
    return home.resolve("logs");
  }

  private Path stdout(int process) {
    return home.resolve("stdout" + process);
  }

  private Process start(int lines, int keep, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        Forked.command("logs-to-files", folder().toString(), "" + lines, "" + keep).command());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(stdout(processes.size()).toFile())
            .redirectError(home.resolve("stderr" + processes.size()).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private void awaitSaid(int process, String text) {
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(read(stdout(process))).contains(text));
  }

  private void letAllEnd() throws Exception {
    Files.createFile(home.resolve("may-end"));
    for (int i = 0; i < processes.size(); i++) {
      assertThat(processes.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, TreeSet<Long>> seqsByInstance() {
    Map<String, TreeSet<Long>> seqs = new HashMap<>();
    new LogDisk(folder())
        .forEachRecord(
            record ->
                assertThat(
                        seqs.computeIfAbsent(
                                record.get("instanceId").asString(), id -> new TreeSet<>())
                            .add(record.get("seq").asLong()))
                    .as("once: %s", record)
                    .isTrue());
    return seqs;
  }

  @Test
  void killedAgainAndAgain_eachEndIsReportedOnce_andNoLineIsTornOrMissing() throws Exception {
    int kills = 10;
    Set<String> killed = new HashSet<>();
    for (int i = 0; i < kills; i++) {
      List<String> before = files();
      Process process = start(30_000, 100_000);
      Awaitility.await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> files().size() >= before.size() + 3 && reportsTheEndBefore(before));
      process.destroyForcibly().waitFor();
    }
    List<String> before = files();
    start(10, 100_000);
    Awaitility.await().atMost(LONG).until(() -> reportsTheEndBefore(before));
    letAllEnd();
    LogDisk disk = new LogDisk(folder());
    Map<String, TreeSet<Long>> seqs = seqsByInstance();
    assertThat(seqs).hasSize(kills + 1);
    seqs.values().forEach(seq -> assertThat(seq).hasSize(seq.last().intValue()));
    List<JsonNode> ends = new ArrayList<>();
    disk.forEachRecord(
        record -> {
          if (record.get("event").asString().equals("unclean_end")) {
            ends.add(record);
          }
        });
    for (JsonNode end : ends) {
      JsonNode details = end.get("details");
      String instance = details.get("instanceId").asString();
      assertThat(killed.add(instance)).as("reported once").isTrue();
      assertThat(details.get("last_seq").asLong()).isEqualTo(seqs.get(instance).last());
      assertThat(details.get("most_lost").asLong()).isPositive();
    }
    assertThat(killed).hasSize(kills);
    assertThat(disk.marks()).isEmpty();
  }

  private long bytes() {
    if (!Files.exists(folder())) {
      return 0;
    }
    LogDisk disk = new LogDisk(folder());
    return disk.files().stream().mapToLong(disk::bytes).sum();
  }

  private List<String> files() {
    return Files.exists(folder()) ? new LogDisk(folder()).files() : List.of();
  }

  // Whoever kills the process before the report is written loses it with the process.
  private boolean reportsTheEndBefore(List<String> before) {
    return before.isEmpty()
        || files().stream()
            .filter(file -> !before.contains(file))
            .anyMatch(file -> read(folder().resolve(file)).contains("\"event\":\"unclean_end\""));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void processesInOneFolder_loseNothing(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      start(5_000, 100_000);
    }
    letAllEnd();
    Map<String, TreeSet<Long>> seqs = seqsByInstance();
    assertThat(seqs).hasSize(count);
    // All that they said and nothing twice: the lines, and what the library has to say.
    seqs.values().forEach(seq -> assertThat(seq).hasSize(seq.last().intValue()));
    seqs.values().forEach(seq -> assertThat(seq).hasSizeGreaterThan(5_000));
    assertThat(files()).allMatch(file -> file.startsWith("live-dub_"));
    assertThat(new LogDisk(folder()).events("unclean_end")).isEmpty();
    assertThat(new LogDisk(folder()).marks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void processesInOneFolder_keepTheSmallBounds_andNeverDeleteWhatIsWritten(int count)
      throws Exception {
    for (int i = 0; i < count; i++) {
      start(10_000, 6);
    }
    for (int i = 0; i < count; i++) {
      awaitSaid(i, "\"n\":9999");
    }
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(new LogDisk(folder()).files()).hasSizeLessThanOrEqualTo(6));
    assertThat(writers(new LogDisk(folder()).files()))
        .containsExactlyInAnyOrderElementsOf(writers(new LogDisk(folder()).marks()));
    letAllEnd();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      said.addAll(Files.readAllLines(stdout(i)));
      assertThat(read(home.resolve("stderr" + i))).contains("ledger true");
    }
    assertThat(said).noneMatch(line -> line.contains("log_file_changed"));
    assertThat(said).noneMatch(line -> line.contains("retention_failed"));
    List<String> deleted =
        said.stream()
            .filter(line -> line.contains("\"retention_deleted\""))
            .map(line -> line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"))
            .collect(Collectors.toList());
    assertThat(deleted).isNotEmpty().doesNotHaveDuplicates();
  }

  private static Set<String> writers(List<String> names) {
    return names.stream().map(name -> name.split("_")[1]).collect(Collectors.toSet());
  }

  @Test
  void idleLiveProcess_keepsItsFile_whateverTheBounds() throws Exception {
    start(1, 1);
    awaitSaid(0, "\"n\":0");
    Awaitility.await().until(() -> new LogDisk(folder()).files().size() == 1);
    String idle = new LogDisk(folder()).files().get(0);
    start(10_000, 1);
    awaitSaid(1, "\"n\":9999");
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(new LogDisk(folder()).files()).hasSize(2).contains(idle));
    letAllEnd();
    assertThat(new LogDisk(folder()).events("log_file_changed")).isEmpty();
  }

  @Test
  void folderWithoutPermission_isReportedWithARemedy_andHeals() throws Exception {
    String[] powerless = {"setpriv", "--bounding-set", "-all", "--inh-caps", "-all"};
    assumeTrue(Shell.succeeds("setpriv", "--bounding-set", "-all", "true"));
    Files.createDirectory(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
    start(100, 10, powerless);
    awaitSaid(0, "sink_failed");
    assertThat(read(stdout(0)))
        .contains("no permission", "let the user of this process write there");
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    awaitSaid(0, "sink_recovered");
    letAllEnd();
    assertThat(read(home.resolve("stderr0"))).contains("ledger true");
    assertThat(new LogDisk(folder()).events("counted")).hasSize(100);
  }

  @Test
  void folderThatLosesItsPermission_isWrittenOn() throws Exception {
    assumeTrue(Shell.succeeds("setpriv", "--bounding-set", "-all", "true"));
    start(20_000, 1_000, "setpriv", "--bounding-set", "-all", "--inh-caps", "-all");
    Awaitility.await().atMost(LONG).until(() -> bytes() > 100_000);
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
    awaitSaid(0, "rotation_failed");
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    letAllEnd();
    assertThat(read(home.resolve("stderr0"))).contains("ledger true");
    assertThat(new LogDisk(folder()).events("counted")).hasSize(20_000);
  }
}
