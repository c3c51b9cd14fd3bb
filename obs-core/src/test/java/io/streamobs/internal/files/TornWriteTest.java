package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.LogFileBuilder;
import io.streamobs.TurnedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** A disk that takes a part of a piece, and then does not say what became of it. */
@Timeout(120)
class TornWriteTest {

  @TempDir Path folder;

  /** Takes the next pieces in part, and fails at the look after the last of them. */
  private static final class FailingDisk extends Disk {
    private int takes;
    private int parts;
    private int failures;
    private Runnable before = () -> {};

    synchronized void fail(int afterBytes, int afterParts, int times, Runnable beforeTheEnd) {
      takes = afterBytes;
      parts = afterParts;
      failures = times;
      before = beforeTheEnd;
    }

    @Override
    synchronized int write(FileChannel channel, ByteBuffer bytes) throws IOException {
      if (parts == 0) {
        return super.write(channel, bytes);
      }
      parts--;
      int limit = bytes.limit();
      bytes.limit(Math.min(limit, bytes.position() + takes));
      try {
        return super.write(channel, bytes);
      } finally {
        bytes.limit(limit);
      }
    }

    @Override
    synchronized BasicFileAttributes look(Path path) throws IOException {
      if (parts == 0 && failures > 0) {
        if (--failures == 0) {
          before.run();
        }
        throw new FileSystemException(path.toString(), null, "Input/output error");
      }
      return super.look(path);
    }
  }

  private final FailingDisk disk = new FailingDisk();

  private LogRig rig() {
    LogFileSettings settings =
        new LogFileSettings(
            null,
            folder,
            "dub",
            1 << 20,
            Duration.ofDays(1),
            LogFileBuilder.DEFAULT_POLICY,
            /* gzip= */ false,
            Level.INFO);
    return new LogRig(folder, new TurnedClock(), new LogFileSink(settings, disk));
  }

  private static List<Integer> numbers(LogRig rig) {
    return rig.disk().records().stream()
        .filter(r -> r.has("n"))
        .map(r -> r.get("n").asInt())
        .toList();
  }

  // In the first line, in a later one, between two, and nothing at all.
  @ParameterizedTest
  @ValueSource(ints = {1, 150, 1_000, 5_000, 1 << 20})
  void partOfAPiece_thatNobodyVouchesFor_isWrittenAgain_once(int taken) {
    try (LogRig rig = rig()) {
      rig.log(10);
      disk.fail(taken, 1, 3, () -> {});
      rig.log(100);
      rig.log(10);
      rig.close();
      assertThat(numbers(rig)).containsExactlyElementsOf(range(120));
      assertThat(rig.file.ledger().lossless()).isTrue();
      assertThat(rig.heard.events("log_file_changed")).isEmpty();
    }
  }

  @Test
  void secondPartOfALine_thatNobodyVouchesFor_leavesNoFragment() {
    try (LogRig rig = rig()) {
      rig.log(10);
      disk.fail(40, 2, 1, () -> {});
      rig.log(100);
      rig.close();
      assertThat(numbers(rig)).containsExactlyElementsOf(range(110));
    }
  }

  @Test
  void fragment_behindWhichSomebodyElseWrote_staysOnALineOfItsOwn() throws IOException {
    try (LogRig rig = rig()) {
      rig.log(10);
      Path file = rig.disk().last();
      disk.fail(40, 1, 1, () -> append(file));
      rig.log(100);
      rig.close();
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.stream().filter(line -> line.endsWith("who was that?"))).hasSize(1);
      List<String> whole = lines.stream().filter(line -> line.contains("\"n\":")).toList();
      assertThat(whole)
          .hasSize(110)
          .allMatch(line -> line.startsWith("{\"ts\"") && line.endsWith("}"));
    }
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "who was that?", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> range(int to) {
    return IntStream.range(0, to).boxed().toList();
  }
}
