package io.streamobs.assets.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a disk does, each event is in its run's journal once, and in order. */
class JournalSinkProperties {

  private static final int MOST_TRIES = 1_000;

  private final FaultyDisk disk = new FaultyDisk();

  @Property(tries = 200)
  void diskThatIsFullAgainAndAgain_costsNothing_onceItHasRoom(
      @ForAll @Size(max = 40) List<@IntRange(max = 2_000) Integer> rooms,
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 2) Integer> runs)
      throws IOException {
    Path home = Files.createTempDirectory("obs");
    try {
      JournalSink sink = new JournalSink(disk, home, new StageFolders(disk, home));
      sink.attached(new SilentContext());
      ByteBuffer lines = ByteBuffer.wrap(lines(runs));
      int tries = 0;
      while (lines.hasRemaining()) {
        if (tries < rooms.size()) {
          disk.roomFor(rooms.get(tries));
        } else {
          disk.heal();
        }
        assertThat(++tries).isLessThan(MOST_TRIES);
        try {
          sink.write(lines);
        } catch (IOException e) {
          assertThat(e).hasMessage("No space left on device");
        }
      }
      disk.heal();
      sink.close();
      for (int run = 0; run <= 2; run++) {
        assertThat(seqs(home, run)).isEqualTo(expected(runs, run));
      }
    } finally {
      delete(home);
    }
  }

  private static byte[] lines(List<Integer> runs) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < runs.size(); i++) {
      lines.append(
          "{\"level\":\"INFO\",\"seq\":%d,\"event\":\"counted\",\"streamId\":\"s\",\"runId\":\"run-%d\"}\n"
              .formatted(i + 1, runs.get(i)));
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<Long> expected(List<Integer> runs, int run) {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i) == run) {
        seqs.add(i + 1L);
      }
    }
    return seqs;
  }

  private static List<Long> seqs(Path home, int run) throws IOException {
    Path folder = RunFolder.of(home, "s", "run-" + run).path();
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> journals = files.toList();
      assertThat(journals).hasSize(1);
      JournalTail tail = new JournalTail(journals.get(0));
      List<Long> seqs = new ArrayList<>();
      List<Long> numbers = new ArrayList<>();
      tail.read(
          line -> {
            seqs.add(line.record().get("seq").longValue());
            numbers.add(line.n());
          });
      assertThat(tail.damaged()).isZero();
      for (int i = 0; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).isEqualTo(i + 1);
      }
      return seqs;
    }
  }

  private static void delete(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
