package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.Obs;
import io.streamobs.RetentionRefusedException;
import io.streamobs.RunScope;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.retention.BundleTargets;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.RetentionTargets;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.LiveMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bundles there are, which must stay, and what becomes of those that go. */
class BundleRetentionTest {

  private static final InstantSource NOW = InstantSource.system();

  @TempDir Path home;
  @TempDir Path elsewhere;

  private Path run(String stream, String run) {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope scope = obs.run(stream).runId(run).open()) {
      SmallRun.fragment(scope, 1);
    }
    return Bundle.all(home).stream().filter(path -> path.endsWith(run)).findFirst().orElseThrow();
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path path : Bundle.below(folder)) {
      bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
    }
    return bytes;
  }

  private List<RetentionItem> items(InstantSource clock) throws IOException {
    return BundleTargets.on(Disk.LOCAL, home, clock).items();
  }

  private static String instance(Path run) {
    String journal = new Bundle(run).journals().get(0).getFileName().toString();
    return journal.substring("journal-".length(), journal.length() - ".jsonl".length());
  }

  @Test
  void target_isFoundOnTheClassPath() {
    assertThat(ServiceLoader.load(RetentionTargets.class))
        .flatExtracting(targets -> targets.in(home))
        .extracting(RetentionTarget::kind)
        .contains("run_bundle");
  }

  @Test
  void home_withoutRuns_hasNoItems() throws IOException {
    assertThat(items(NOW)).isEmpty();
  }

  @Test
  void item_tellsWhatTheBundleTakes_andWhenItWasWritten() throws IOException {
    Path run = run("stream-42", "run-1");
    RetentionItem item = Purges.of(home).only();
    assertThat(item.id()).isEqualTo("stream-42/run-1");
    assertThat(item.streamId()).isEqualTo("stream-42");
    assertThat(item.bytes()).isEqualTo(bytes(run));
    assertThat(item.mediaBytes()).isZero();
    Path journal = new Bundle(run).journals().get(0);
    assertThat(item.newest()).isEqualTo(Files.getLastModifiedTime(journal).toInstant());
    assertThat(item.kept()).isNull();
  }

  @Test
  void idsThatAreNoNames_areTakenFromAManifest() throws IOException {
    run("Film: A", "run-1");
    RetentionItem item = Purges.of(home).only();
    assertThat(item.streamId()).isEqualTo("Film: A");
    assertThat(item.id()).isEqualTo("%46ilm%3A%20%41/run-1");
    assertThat(Purges.of(home).target.describe(item))
        .containsEntry("runId", "run-1")
        .containsKey("manifest_sha256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"turn", "bundle"})
  void bundleThatNobodyCanBeKeptOutOf_stays(String what) throws IOException {
    Path run = run("stream-42", "run-1");
    Path lock = new RunFolder(run).lock(home, what);
    Files.deleteIfExists(lock);
    Files.createDirectory(lock); // as little to be locked as on a network without locks
    RetentionTarget target = BundleTargets.on(Disk.LOCAL, home, Purges.LATER);
    RetentionItem item = target.items().get(0);
    assertThatThrownBy(() -> target.remove(item, RetentionPart.ALL, "1a2b"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody can be kept out");
    assertThat(run).isDirectory();
    Files.delete(lock);
    assertThat(target.remove(item, RetentionPart.ALL, "1a2b")).isEqualTo(Freed.NOTHING);
    assertThat(run).doesNotExist();
  }

  @Test
  void whatIsNoBundle_isNoItem() throws IOException {
    Path run = run("stream-42", "run-1");
    Files.move(run, run.resolveSibling(".trash-1a2b"));
    Files.createSymbolicLink(run.resolveSibling("run-2"), elsewhere);
    Files.createSymbolicLink(home.resolve("runs/stream-43"), elsewhere);
    Files.createDirectory(elsewhere.resolve("run-3"));
    Files.writeString(run.resolveSibling("note"), "mine");
    Files.writeString(home.resolve("runs/note"), "mine");
    assertThat(items(Purges.LATER)).isEmpty();
  }

  @Test
  void runThatEndedJustNow_isKeptForAMinute_whereItsProcessLives() throws IOException {
    Path run = run("stream-42", "run-1");
    assertThat(items(NOW)).extracting(RetentionItem::kept).containsOnlyNulls();
    String instance =
        new Bundle(run).manifest().get("instances").get(0).get("instanceId").asString();
    try (LiveMark mark = LiveMark.make(Disk.LOCAL, home, instance)) {
      assertThat(items(NOW))
          .extracting(RetentionItem::kept)
          .containsExactly("written by a live process");
      assertThat(items(Purges.LATER)).extracting(RetentionItem::kept).containsOnlyNulls();
    }
  }

  @Test
  void runOfNobodyKnown_isKeptForAMinute_whereItWasNotEnded() throws IOException {
    Path run = run("stream-42", "run-1");
    Files.delete(run.resolve("checksums.sha256"));
    assertThat(items(NOW))
        .extracting(RetentionItem::kept)
        .containsExactly("written by a live process");
    assertThat(items(Purges.LATER)).extracting(RetentionItem::kept).containsOnlyNulls();
  }

  @Test
  void journalOfTheFuture_isLeftToThePlan() throws IOException {
    Path run = run("stream-42", "run-1");
    Instant future = Instant.now().plusSeconds(3_600);
    Files.setLastModifiedTime(new Bundle(run).journals().get(0), FileTime.from(future));
    Files.walk(run.resolve("logs")).forEach(log -> setTime(log, future));
    Files.walk(run.resolve("stages")).forEach(log -> setTime(log, future));
    assertThat(items(NOW)).extracting(RetentionItem::kept).containsOnlyNulls();
  }

  private static void setTime(Path path, Instant time) {
    try {
      Files.setLastModifiedTime(path, FileTime.from(time));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void openRun_isKept_andIsNotRemoved() throws IOException {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope scope = obs.run("stream-42").runId("run-1").open()) {
      SmallRun.fragment(scope, 1);
      obs.flush(java.time.Duration.ofSeconds(10));
      Purges purges = Purges.of(home);
      RetentionItem item = purges.only();
      assertThat(item.kept()).isEqualTo("written by a live process");
      purges.purge(RetentionPart.ALL, List.of(item)).purge(RetentionPart.MEDIA, List.of(item));
      assertThat(purges.failures).hasSize(2).hasOnlyElementsOfType(RetentionRefusedException.class);
      assertThat(purges.target.holds(item.id())).isTrue();
    }
    assertThat(BundleVerification.of(Bundle.only(home).path()).problems()).isEmpty();
  }

  @Test
  void finishedRun_ofAProcessThatGoesOn_mayGo_untilItWritesAgain() throws IOException {
    Path run = run("stream-42", "run-1");
    Path journal = new Bundle(run).journals().get(0);
    try (LiveMark mark = LiveMark.make(Disk.LOCAL, home, instance(run))) {
      Instant listed = Files.getLastModifiedTime(run.resolve("checksums.sha256")).toInstant();
      setTime(journal, listed.minusSeconds(1));
      assertThat(Purges.of(home).only().kept()).isNull();
      setTime(journal, listed);
      assertThat(Purges.of(home).only().kept()).isEqualTo("written by a live process");
      assertThat(mark).isNotNull();
    }
    assertThat(Purges.of(home).only().kept()).isNull();
  }

  @Test
  void runThatWasWrittenSinceItWasPlanned_stays() throws IOException {
    Path run = run("stream-42", "run-1");
    Purges purges = Purges.of(home);
    RetentionItem planned = purges.only();
    setTime(new Bundle(run).journals().get(0), planned.newest().plusMillis(1));
    purges.purge(RetentionPart.ALL, List.of(planned));
    assertThat(purges.failures).hasOnlyElementsOfType(RetentionRefusedException.class);
    assertThat(run).exists();
  }

  @Test
  void runs_thatDidNotGoWell_haveFailed() throws IOException {
    Purges purges = Purges.of(home);
    run("stream-42", "run-1");
    assertThat(purges.target.failed(purges.only())).isFalse();
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope scope = obs.run("stream-43").runId("run-2").open()) {
      SmallRun.failingFragment(scope, 1);
    }
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope scope = obs.run("stream-44").runId("run-3").open()) {
      scope.interrupt("deploy");
    }
    for (RetentionItem item : purges.target.items()) {
      boolean well = item.id().endsWith("run-1");
      assertThat(purges.target.failed(item)).as(item.id()).isNotEqualTo(well);
    }
    Files.delete(home.resolve("runs/stream-42/run-1/manifest.json"));
    assertThat(purges.target.failed(RetentionItem.of("stream-42/run-1", 0, Instant.now())))
        .isTrue();
  }

  @Test
  void purgedRun_isGone_withTheEmptyFolderOfItsStream() throws IOException {
    Path run = run("stream-42", "run-1");
    run("stream-43", "run-2");
    run("stream-43", "run-3");
    Purges purges = Purges.of(home);
    long bytes = bytes(run);
    purges.purge(
        RetentionPart.ALL,
        purges.target.items().stream().filter(item -> !item.id().endsWith("3")).toList());
    assertThat(purges.failures).isEmpty();
    assertThat(home.resolve("runs/stream-42")).doesNotExist();
    assertThat(Bundle.all(home)).containsExactly(home.resolve("runs/stream-43/run-3"));
    assertThat(home.resolve("trash")).isEmptyDirectory();
    assertThat(purges.entries())
        .filteredOn(entry -> entry.get("action").asString().equals("purge_done"))
        .filteredOn(entry -> entry.get("id").asString().equals("stream-42/run-1"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.get("bytes").longValue()).isEqualTo(bytes));
    assertThat(purges.auditProblems()).isEmpty();
  }

  @Test
  void removal_isDoneOnce_alsoWhereTheNameIsTakenAgain() throws IOException {
    run("stream-42", "run-1");
    RetentionTarget target = Purges.of(home).target;
    RetentionItem item = Purges.of(home).only();
    assertThat(target.remove(item, RetentionPart.ALL, "p1")).isEqualTo(Freed.NOTHING);
    assertThat(target.holds(item.id())).isFalse();
    Path again = run("stream-42", "run-1");
    target.remove(item, RetentionPart.ALL, "p1");
    assertThat(again).exists();
    target.force();
    assertThat(target.free(item.id(), RetentionPart.ALL, "p1").files()).isPositive();
    assertThat(target.free(item.id(), RetentionPart.ALL, "p1")).isEqualTo(Freed.NOTHING);
    assertThat(again).exists();
  }

  @Test
  void idsThatLeadElsewhere_areNone() throws IOException {
    RetentionTarget target = Purges.of(home).target;
    for (String id : List.of("a", "a/", "/b", "../b", "a/..", "a/b/c", "a/.trash-1", "./b")) {
      assertThat(target.holds(id)).as(id).isFalse();
      RetentionItem item = RetentionItem.of(id, 0, Instant.now());
      assertThatThrownBy(() -> target.remove(item, RetentionPart.ALL, "p1"))
          .as(id)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void linksThatStandInTheWay_areRefused() throws IOException {
    Path run = run("stream-42", "run-1");
    Purges purges = Purges.of(home);
    RetentionItem item = purges.only();
    Path moved = Files.move(run, elsewhere.resolve("run-1"));
    Files.createSymbolicLink(run, moved);
    purges.purge(RetentionPart.ALL, List.of(item)).purge(RetentionPart.MEDIA, List.of(item));
    Files.delete(run);
    Files.delete(run.getParent());
    Files.createSymbolicLink(run.getParent(), elsewhere);
    purges.purge(RetentionPart.ALL, List.of(item)).purge(RetentionPart.MEDIA, List.of(item));
    assertThat(purges.failures)
        .hasSize(4)
        .allSatisfy(e -> assertThat(e).hasMessageContaining("is no folder"));
    assertThat(new Bundle(moved).manifest()).isNotNull();
    assertThat(BundleVerification.of(moved).problems()).isEmpty();
  }

  @Test
  void linksInside_goThemselves_andNothingBehindThem() throws IOException {
    Path run = run("stream-42", "run-1");
    Path other = Files.writeString(elsewhere.resolve("precious"), "mine");
    for (String place : List.of("", "stages", "fragments", "stages/01_normalise")) {
      Files.createSymbolicLink(run.resolve(place).resolve("folder"), elsewhere);
      Files.createSymbolicLink(run.resolve(place).resolve("file"), other);
    }
    long bytes = bytes(run) - 4 * 4;
    assertThat(Purges.of(home).only().bytes()).isEqualTo(bytes);
    Purges purges = Purges.of(home).purge(RetentionPart.ALL);
    assertThat(purges.failures).isEmpty();
    assertThat(run).doesNotExist();
    assertThat(other).hasContent("mine");
  }

  @Test
  void trashThatIsALink_isLeftAlone() throws IOException {
    Path run = run("stream-42", "run-1");
    Files.createSymbolicLink(home.resolve("trash"), elsewhere);
    Purges purges = Purges.of(home);
    RetentionItem item = purges.only();
    purges.target.remove(item, RetentionPart.ALL, "p1");
    assertThat(run).doesNotExist();
    assertThat(run.resolveSibling(".trash-p1")).isDirectory();
    assertThat(purges.target.items()).isEmpty();
    assertThat(NextInstance.visit(Disk.LOCAL, home)).isEmpty();
    purges.target.force();
    assertThat(purges.target.free(item.id(), RetentionPart.ALL, "p1").files()).isPositive();
    assertThat(home.resolve("runs/stream-42")).doesNotExist();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void trashOnAnotherDevice_isNotUsed() throws IOException {
    Path run = run("stream-42", "run-1");
    RetentionTarget target =
        BundleTargets.on(new OtherDevice(home.resolve("trash")), home, Purges.LATER);
    RetentionItem item = target.items().get(0);
    target.remove(item, RetentionPart.ALL, "p1");
    assertThat(run.resolveSibling(".trash-p1")).isDirectory();
    assertThat(target.items()).isEmpty();
    target.force();
    assertThat(target.free(item.id(), RetentionPart.ALL, "p1").bytes()).isPositive();
    assertThat(home.resolve("runs/stream-42")).doesNotExist();
  }

  @Test
  void folderThatCannotBeDeleted_isReported_andTheOthersGo() throws IOException {
    run("stream-42", "run-1");
    run("stream-43", "run-2");
    StubbornDisk disk = new StubbornDisk("stream-42");
    Purges purges = new Purges(home, disk).purge(RetentionPart.ALL);
    assertThat(purges.failures).singleElement().isInstanceOf(IOException.class);
    assertThat(purges.deleted).containsExactly("stream-43/run-2");
    assertThat(Bundle.all(home)).isEmpty();
    disk.heal();
    purges.resume();
    assertThat(purges.done()).containsExactlyInAnyOrder("stream-42/run-1", "stream-43/run-2");
    assertThat(home.resolve("trash")).isEmptyDirectory();
  }

  @Test
  void interruptedRun_thatWasPurged_isResumedInANewFolder() throws IOException {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").open()) {
      SmallRun.fragment(run, 1);
      run.interrupt("deploy");
    }
    String runId = Bundle.only(home).manifest().get("runId").asString();
    assertThat(Purges.of(home).purge(RetentionPart.ALL).failures).isEmpty();
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").resume()) {
      assertThat(run.runId()).isEqualTo(runId);
      SmallRun.fragment(run, 2);
    }
    Bundle bundle = Bundle.only(home);
    assertThat(BundleVerification.of(bundle.path()).problems()).isEmpty();
    assertThat(bundle.manifest().get("fragments").get("first").asInt()).isEqualTo(2);
  }

  @Test
  void manifestIsNotMadeAgain_ofARunThatWasTakenAway() throws IOException {
    Path run = run("stream-42", "run-1");
    Purges.of(home).target.remove(Purges.of(home).only(), RetentionPart.ALL, "p1");
    assertThat(NextInstance.visit(Disk.LOCAL, home)).isEmpty();
    assertThat(run).doesNotExist();
    Path trash = home.resolve("trash/p1");
    assertThatThrownBy(
            () -> BundleRebuild.of(home, Files.move(trash, run.resolveSibling(".trash-p1"))))
        .hasMessageContaining("is being deleted");
  }
}
