package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else lays hands on the files while they are written. */
@Timeout(120)
class LogFileChangedTest {

  /** For this long the last look at the file is trusted. */
  private static final Duration LOOKS_AGAIN = Duration.ofMillis(1);

  @TempDir Path home;

  private Path folder() {
    return home.resolve("logs");
  }

  private JsonNode changed(LogRig rig, String change) {
    JsonNode event = rig.awaitEvent("log_file_changed");
    assertThat(event.get("level").asString()).isEqualTo("WARN");
    assertThat(event.get("error_code").asString()).isEqualTo("OBS-FILE-001");
    assertThat(event.get("details").get("change").asString()).isEqualTo(change);
    return event.get("details");
  }

  @Test
  void deletedFile_costsNoLaterLine() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Files.delete(rig.disk().last());
      rig.log(10);
      JsonNode details = changed(rig, "gone");
      assertThat(details.get("file").asString()).endsWith("_0001.jsonl");
      assertThat(rig.details("log_rotated").get("reason").asString()).isEqualTo("changed");
      rig.close();
      assertThat(rig.disk().numbers()).containsExactlyElementsOf(range(10, 20));
    }
  }

  @Test
  void renamedFile_keepsItsLines_andTheNextOnesStandInANewOne() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Files.move(rig.disk().last(), home.resolve("taken.jsonl"));
      rig.log(10);
      changed(rig, "gone");
      rig.close();
      List<String> taken = new LogDisk(home).lines("taken.jsonl");
      assertThat(taken.stream().filter(line -> line.contains("\"n\":"))).hasSizeBetween(10, 20);
      assertThat(rig.disk().numbers()).containsExactlyElementsOf(range(10, 20));
    }
  }

  @Test
  void renamedFile_withAnotherInItsPlace_isNotTheSame() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Path last = rig.disk().last();
      Files.copy(last, home.resolve("copy"));
      Files.move(home.resolve("copy"), last, StandardCopyOption.REPLACE_EXISTING);
      rig.log(10);
      changed(rig, "gone");
      rig.close();
      rig.disk().assertHasAll(20);
    }
  }

  @Test
  void renamedFolder_isMadeAgain() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Files.move(folder(), home.resolve("moved"));
      rig.log(10);
      changed(rig, "gone");
      rig.close();
      assertThat(rig.disk().numbers()).containsExactlyElementsOf(range(10, 20));
      assertThat(new LogDisk(home.resolve("moved")).numbers()).contains(0, 9);
    }
  }

  @Test
  void deletedFolder_isMadeAgain() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      // Whoever looks after the files may be at work in there.
      Awaitility.await().ignoreExceptions().until(this::folderIsDeleted);
      rig.log(10);
      changed(rig, "gone");
      rig.close();
      assertThat(rig.disk().numbers()).containsExactlyElementsOf(range(10, 20));
    }
  }

  private boolean folderIsDeleted() throws IOException {
    try (Stream<Path> all = Files.list(folder())) {
      for (Path path : all.toList()) {
        Files.delete(path);
      }
    }
    Files.delete(folder());
    return true;
  }

  @Test
  void fileInPlaceOfTheFolder_isWaitedOut() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Files.move(folder(), home.resolve("moved"));
      Files.writeString(folder(), "in the way");
      rig.offer(10);
      assertThat(rig.details("sink_failed").get("cause").asString())
          .contains("log files in", "is no folder", "move it");
      Files.delete(folder());
      rig.awaitEvent("sink_recovered");
      rig.log(1);
      rig.close();
      assertThat(rig.disk().numbers()).containsExactlyElementsOf(range(10, 21));
    }
  }

  @Test
  void fileCutToNothing_isWrittenOn() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      long before = Files.size(rig.disk().last());
      cut(rig.disk().last(), 0);
      rig.clock.advance(LOOKS_AGAIN);
      rig.log(10);
      JsonNode details = changed(rig, "shorter");
      assertThat(details.get("bytes").asLong()).isEqualTo(before);
      assertThat(details.get("found").asLong()).isZero();
      rig.close();
      assertThat(rig.disk().files()).hasSize(1);
      assertThat(rig.disk().numbers()).containsExactlyElementsOf(range(10, 20));
    }
  }

  @Test
  void fileCutInsideALine_isWrittenOnFromTheNext() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Path last = rig.disk().last();
      int firstLine = Files.readString(last).indexOf('\n') + 1;
      cut(last, firstLine + 40);
      rig.clock.advance(LOOKS_AGAIN);
      rig.log(10);
      changed(rig, "shorter");
      rig.close();
      List<String> lines = Files.readAllLines(last, StandardCharsets.UTF_8);
      assertThat(lines.get(1)).hasSize(40);
      assertThat(lines.stream().filter(line -> line.contains("\"n\":"))).hasSize(11);
      lines.stream().skip(2).forEach(line -> assertThat(line).startsWith("{").endsWith("}"));
    }
  }

  @Test
  void foreignTextInTheFile_isReported_andEnded() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(10);
      Path last = rig.disk().last();
      Files.writeString(last, "who wrote this?", StandardOpenOption.APPEND);
      rig.clock.advance(LOOKS_AGAIN);
      rig.log(10);
      changed(rig, "longer");
      rig.close();
      List<String> lines = Files.readAllLines(last, StandardCharsets.UTF_8);
      assertThat(lines).contains("who wrote this?");
      assertThat(lines.stream().filter(line -> line.contains("\"n\":"))).hasSize(20);
    }
  }

  @Test
  void changeRightBeforeARotation_isReported_andEnded() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      for (int i = 0; i < 4; i++) {
        rig.logLong(15_000); // and a fifth is too much for a file
      }
      Path first = rig.disk().last();
      Files.writeString(first, "who wrote this?", StandardOpenOption.APPEND);
      rig.logLong(15_000);
      changed(rig, "longer");
      rig.close();
      assertThat(first).content().contains("who wrote this?\n");
      rig.disk().files().forEach(file -> assertThat(text(file)).endsWith("\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "lengthened"})
  void changeRightBeforeAWrite_costsNoLineOfTheWrite(String how) throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      for (int i = 0; i < 50; i++) { // sometimes before it looks, sometimes before it writes
        rig.log(10);
        if (how.equals("cut")) {
          cut(rig.disk().last(), 0);
        } else {
          Files.writeString(rig.disk().last(), "who wrote this?", StandardOpenOption.APPEND);
        }
        int before = rig.logged();
        rig.log(10);
        assertThat(wholeLines(rig.disk())).containsAll(range(before, before + 10));
      }
    }
  }

  // What is being written, or was written by somebody else, may end anywhere.
  private List<Integer> wholeLines(LogDisk disk) {
    JsonMapper mapper = new JsonMapper();
    return disk.files().stream()
        .flatMap(file -> text(file).lines())
        .filter(line -> line.startsWith("{") && line.endsWith("}") && line.contains("\"n\":"))
        .map(line -> mapper.readTree(line).get("n").asInt())
        .toList();
  }

  private String text(String file) {
    try {
      return Files.readString(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fileThatIsCutAllTheTime_isReportedNowAndThen_withACount() throws IOException {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(1);
      for (int i = 0; i < 100; i++) {
        cut(rig.disk().last(), 0);
        rig.clock.advance(LOOKS_AGAIN);
        rig.log(1);
      }
      rig.clock.advance(Duration.ofSeconds(6));
      rig.log(1);
      rig.awaitEvent("log_file_changed", 2);
      List<JsonNode> events = rig.heard.events("log_file_changed");
      assertThat(events).hasSizeLessThan(50);
      assertThat(events.get(0).get("details").get("times").asInt()).isEqualTo(1);
      assertThat(events.stream().mapToInt(e -> e.get("details").get("times").asInt()).sum())
          .isEqualTo(100);
    }
  }

  @Test
  void filesThatAreMovedAllTheTime_haveAllLinesTogether() throws Exception {
    try (LogRig rig = new LogRig(folder())) {
      rig.log(1); // makes the folder that the mover looks into
      CompletableFuture<Void> mover =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 300; i++) {
                  rig.disk().files().forEach(this::moveAway);
                }
              });
      while (!mover.isDone()) {
        rig.log(50);
      }
      mover.get();
      rig.log(1); // the mover may have been done before the first line that it could hit
      rig.close();
      Path away = Files.createDirectories(home.resolve("away"));
      Set<Integer> numbers = new TreeSet<>(new LogDisk(away).numbers());
      numbers.addAll(rig.disk().numbers());
      assertThat(numbers).hasSize(rig.logged());
      assertThat(rig.heard.events("log_file_changed")).isNotEmpty();
    }
  }

  private void moveAway(String file) {
    try {
      Files.move(
          folder().resolve(file), Files.createDirectories(home.resolve("away")).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
