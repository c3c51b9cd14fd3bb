package io.streamobs.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNotesTest {

  private static final RunNote NOTE =
      RunNote.of("stream-42", "run-1", "0123456789abcdef0123456789abcdef", "instance-1");

  @TempDir Path home;
  private final List<String> troubles = new ArrayList<>();

  private Path leftBehind(String name, Duration ago) throws IOException {
    Path file = Files.createDirectories(home.resolve("locks")).resolve(name);
    Files.writeString(file, "half a note");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
  }

  private void note() {
    RunNotes notes = new RunNotes(home, troubles::add);
    notes.began(NOTE);
    notes.close(Duration.ofSeconds(10));
    assertThat(troubles).isEmpty();
  }

  @Test
  void whatAKilledProcessHadBegun_goesWithTheNextNote() throws IOException {
    Path half = leftBehind(".staging-1a2b-stream-41.run.properties", Duration.ofMinutes(5));
    note();
    assertThat(half).doesNotExist();
    assertThat(new RunNotes(home, troubles::add).unfinished("stream-42")).isEqualTo(NOTE);
  }

  @Test
  void whatSomebodyWritesAtThisMoment_stays() throws IOException {
    Path fresh = leftBehind(".staging-1a2b-stream-41.run.properties", Duration.ZERO);
    Path lock = leftBehind("bundle-0a.lock", Duration.ofDays(5));
    note();
    assertThat(fresh).exists();
    assertThat(lock).exists();
  }
}
