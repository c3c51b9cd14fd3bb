package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A home with two runs, one of them with contents, in which somebody began to purge.
 *
 * @param journals what the journals of each run had before
 */
record PurgedHome(Path path, RetentionPart part, Map<String, Map<String, String>> journals) {

  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /** Such runs, of long ago, whose process is no more. */
  static void make(Path home) throws IOException {
    SmallRun.in(
        home,
        List.of(
            SmallRun.Step.STAGE,
            SmallRun.Step.FRAGMENT,
            SmallRun.Step.FAILING_FRAGMENT,
            SmallRun.Step.OTHER_RUN),
        SmallRun.SELDOM);
    Disk.LOCAL.deleteAll(
        home.resolve("audit")); // of what was captured: its first entry is the purge's
    age(home);
  }

  static void age(Path home) throws IOException {
    for (Path path : Bundle.below(home)) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.setLastModifiedTime(path, LONG_AGO);
      }
    }
  }

  static PurgedHome before(Path home, RetentionPart part) throws IOException {
    Map<String, Map<String, String>> journals = new TreeMap<>();
    for (Path run : Bundle.all(home)) {
      journals.put(home.resolve("runs").relativize(run).toString(), journals(run));
    }
    assertThat(journals).hasSize(2);
    return new PurgedHome(home, part, journals);
  }

  private static Map<String, String> journals(Path run) throws IOException {
    Map<String, String> journals = new TreeMap<>();
    for (Path journal : new Bundle(run).journals()) {
      String name = journal.getFileName().toString();
      if (!name.startsWith("journal-repair")) {
        journals.put(name, Files.readString(journal));
      }
    }
    return journals;
  }

  /** The same in another place. */
  PurgedHome at(Path home) {
    return new PurgedHome(home, part, journals);
  }

  static void copy(Path from, Path to) throws IOException {
    for (Path path : Bundle.below(from)) {
      Path target = to.resolve(from.relativize(path).toString());
      if (!path.equals(from)) {
        Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /**
   * Ends what was begun, and holds the result against what was promised; says how many are gone.
   */
  int recover() throws IOException {
    Purges purges = Purges.of(path);
    purges.resume();
    assertThat(NextInstance.visit(Disk.LOCAL, path)).isEmpty();
    assertThat(purges.auditProblems()).isEmpty();
    List<String> done = purges.done();
    for (String id : journals.keySet()) {
      if (part == RetentionPart.ALL) {
        assertWholeOrGone(id, done);
      } else {
        assertMediaAreThereOrGone(id, done);
      }
    }
    assertNothingIsLeft();
    return done.size();
  }

  private void assertWholeOrGone(String id, List<String> done) throws IOException {
    Path run = path.resolve("runs").resolve(id);
    assertThat(Files.exists(run)).as(id + " is there").isEqualTo(!done.contains(id));
    if (!done.contains(id)) {
      assertWhole(id, run);
    }
  }

  private void assertWhole(String id, Path run) throws IOException {
    assertThat(journals(run)).isEqualTo(journals.get(id));
    new RecoveredHome(path).assertSound(new Bundle(run));
    assertThat(Purges.of(path).target.holds(id)).isTrue();
  }

  private void assertMediaAreThereOrGone(String id, List<String> done) throws IOException {
    Path run = path.resolve("runs").resolve(id);
    assertWhole(id, run);
    Bundle bundle = new Bundle(run);
    assertThat(bundle.manifest().has("media_purged"))
        .as(id + " says that its media are purged")
        .isEqualTo(done.contains(id));
    assertThat(bundle.files().stream().anyMatch(file -> file.endsWith("segment.bin")))
        .as(id + " has media")
        .isEqualTo(!done.contains(id));
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(Bundle.below(path))
        .noneMatch(file -> String.valueOf(file.getFileName()).startsWith(".trash-"));
    if (Files.exists(path.resolve("trash"))) {
      assertThat(path.resolve("trash")).isEmptyDirectory();
    }
  }
}
