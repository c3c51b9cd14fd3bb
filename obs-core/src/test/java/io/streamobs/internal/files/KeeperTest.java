package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.internal.files.Tidying.Turn;
import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/**
 * What the keeper does first, and what it holds on to, where there is more than one thing to do.
 */
class KeeperTest {

  @TempDir Path folder;

  private final HeardContext context = new HeardContext();

  private Tidying tidying(RetentionPolicy policy) {
    LogFileSettings settings =
        new LogFileSettings(
            null, folder, "dub", 1 << 16, Duration.ofDays(1), policy, /* gzip= */ true, Level.INFO);
    LogFolder logs = new LogFolder(folder, "dub");
    OwnerMark mark = OwnerMark.claim(logs, "20260101T000000Z-18-0123abcd", 1);
    return new Tidying(logs, settings, context, mark);
  }

  private void backlog(int from, int to) throws IOException {
    for (int i = from; i <= to; i++) {
      Files.writeString(
          folder.resolve("dub_20260101T000000Z-17-0123abcd_%04d.jsonl".formatted(i)), "{}\n");
    }
  }

  private List<String> compressed() {
    return new LogDisk(folder).names("*.gz");
  }

  @Test
  void backlog_isWorkedOff_oneFileATurn() throws IOException {
    backlog(1, 3);
    Tidying tidying = tidying(RetentionPolicy.builder().maxCount(10).build());
    for (int turn = 1; turn <= 3; turn++) {
      assertThat(tidying.run(() -> false)).isEqualTo(Turn.MORE);
      assertThat(compressed()).hasSize(turn);
    }
    assertThat(tidying.run(() -> false)).isEqualTo(Turn.DONE);
  }

  @Test
  void boundThatIsExceededMeanwhile_isHeldBeforeTheNextFileIsCompressed() throws IOException {
    backlog(1, 5);
    Tidying tidying = tidying(RetentionPolicy.builder().maxCount(5).build());
    assertThat(tidying.run(() -> false)).isEqualTo(Turn.MORE);
    backlog(6, 20);
    assertThat(tidying.run(() -> false)).isEqualTo(Turn.MORE);
    assertThat(new LogDisk(folder).files()).hasSize(5);
  }

  @Test
  void fileThatCannotBeCompressed_holdsUpNoOther_andIsForgottenWithTheFile() throws IOException {
    backlog(1, 2);
    Path broken = folder.resolve(new LogDisk(folder).files().get(0) + ".gz");
    Files.writeString(broken, "no such thing");
    Tidying tidying = tidying(RetentionPolicy.builder().maxCount(10).build());
    assertThat(turns(tidying)).isEqualTo(2);
    assertThat(compressed()).hasSize(2);
    assertThat(turns(tidying)).isZero();
    assertThat(context.messages()).hasSize(1);
    Files.delete(folder.resolve(new LogDisk(folder).files().get(0)));
    assertThat(turns(tidying)).isZero();
    backlog(1, 1);
    assertThat(turns(tidying)).isEqualTo(1);
    assertThat(context.messages()).hasSize(2);
  }

  private static int turns(Tidying tidying) {
    int turns = 0;
    while (tidying.run(() -> false) == Turn.MORE) {
      turns++;
    }
    return turns;
  }

  @Test
  void filesThatWaitForTheDisk_areFewOpenOnes() {
    Keeper keeper = new Keeper("test", tidying(RetentionPolicy.builder().maxCount(10).build()));
    List<FileChannel> taken = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> taken.add(channel(i)));
    taken.forEach(keeper::take);
    assertThat(taken.stream().filter(FileChannel::isOpen)).hasSize(16);
    keeper.start();
    keeper.end(LogRig.LONG.toMillis());
    assertThat(taken).noneMatch(FileChannel::isOpen);
  }

  private FileChannel channel(int number) {
    try {
      Path file = folder.resolve("closed" + number);
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
