package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RecordSinks;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTargets;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The log files of a home, as the class path has them. */
class LogFilesTargetContractTest extends RetentionTargetContract {

  @TempDir private Path home;
  private @Nullable Obs writer;
  private @Nullable FileChannel keeper;

  @AfterEach
  void closeWriter() {
    if (writer != null) {
      writer.close();
    }
  }

  @Override
  protected RetentionTarget newTarget() {
    List<RetentionTarget> found =
        ServiceLoader.load(RetentionTargets.class).stream()
            .flatMap(each -> each.get().in(home).stream())
            .filter(target -> target.kind().equals("log_file"))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private Path logs() throws IOException {
    return Files.createDirectories(home.resolve("logs"));
  }

  // As an instance left them that is gone.
  @Override
  protected RetentionItem make(int number, Instant newest) throws IOException {
    String name = "live_dub_=gone_%04d.jsonl".formatted(number) + (number % 2 == 0 ? ".gz" : "");
    Path file = Files.writeString(logs().resolve(name), "{}\n".repeat(number));
    Files.setLastModifiedTime(file, FileTime.from(newest));
    return RetentionItem.of(name, 3L * number, newest);
  }

  @Override
  protected RetentionItem makeInUse() throws IOException {
    Obs obs =
        Obs.builder()
            .service("live-dub")
            .standalone()
            .sink(RecordSinks.file(logs()).name("live_dub").build())
            .open();
    writer = obs;
    obs.event("tick").emit();
    assertThat(obs.flush(Duration.ofSeconds(20))).isTrue();
    try (Stream<Path> all = Files.list(logs())) {
      Path file = all.filter(path -> path.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      return RetentionItem.of(String.valueOf(file.getFileName()), 0, Instant.EPOCH);
    }
  }

  // Somebody tidies the folder and does not come to an end.
  @Override
  protected void makeUndeletable(RetentionItem item) throws IOException {
    keeper =
        FileChannel.open(
            logs().resolve(".obs-files.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    assertThat(keeper.lock().isValid()).isTrue();
  }

  @Override
  protected void makeDeletable(RetentionItem item) throws IOException {
    if (keeper != null) {
      keeper.close();
    }
  }

  @Override
  protected Path folder() {
    return home;
  }
}
