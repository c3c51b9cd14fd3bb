package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.assets.SmallRun.Step;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a disk refuses for a time: in the end all is there, and nothing twice. */
class RefusingDiskTest {

  private PowerCuts homes;

  @BeforeEach
  void makeRoom() throws IOException {
    homes = new PowerCuts(1);
  }

  @AfterEach
  void clean() throws IOException {
    homes.close();
  }

  private static boolean isOfFragments(Path path) {
    return path.toString().contains("/fragments");
  }

  /** A run that a process was killed in when all kinds of files were there. */
  private CrashedHome killed() throws IOException {
    RecordingDisk run =
        SmallRun.in(
            homes.home(),
            List.of(
                Step.STAGE, Step.FRAGMENT, Step.FAILING_FRAGMENT, Step.WAIT, Step.FAILING_FRAGMENT),
            SmallRun.OFTEN);
    int most = run.operations().size() - run.found();
    return homes.crash(run, most * 2 / 3, PowerCut.NONE_OF_IT_LOST);
  }

  private Path left(CrashedHome crashed) throws IOException {
    Path home = homes.home();
    crashed.image().writeTo(home);
    return home;
  }

  @Test
  void recoveryThatFailsFromAnyPointOn_isFinishedByTheNextOne() throws IOException {
    CrashedHome killed = killed();
    int all = recover(killed, (n, path) -> false);
    assertThat(all).isGreaterThan(20);
    for (int i = 0; i < all; i++) {
      int from = i;
      recover(killed, (n, path) -> n >= from);
    }
  }

  @Test
  void recoveryThatFailsOnce_anywhere_isFinishedByItselfOrTheNextOne() throws IOException {
    CrashedHome killed = killed();
    int all = recover(killed, (n, path) -> false);
    for (int i = 0; i < all; i++) {
      int once = i;
      recover(killed, (n, path) -> n == once);
    }
  }

  private int recover(CrashedHome killed, BiPredicate<Integer, Path> refused) throws IOException {
    Path home = left(killed);
    RefusingDisk disk = new RefusingDisk(refused);
    NextInstance.visit(disk, home);
    killed.recover(home, Disk.LOCAL);
    return disk.asked();
  }

  @Test
  void diskThatHeals_isNoticed_byAnInstanceThatCouldNotRecover() throws IOException {
    CrashedHome killed = killed();
    Path home = left(killed);
    RefusingDisk disk = new RefusingDisk((n, path) -> path.startsWith(home.resolve("runs")));
    NextInstance next = NextInstance.open(disk, home);
    Awaitility.await().until(() -> !next.told().isEmpty());
    disk.heal();
    Bundle bundle = Bundle.only(home);
    Awaitility.await().until(() -> BundleVerification.of(bundle.path()).isSound());
    assertThat(next.close()).hasSize(1);
    killed.assertRecovered(home);
  }

  // Its own threads write journals: one of them would be too late, at times.
  @Test
  void instance_isMarked_byWhoeverOpensIt() throws IOException {
    Set<Thread> makers = ConcurrentHashMap.newKeySet();
    RefusingDisk disk =
        new RefusingDisk(
            (n, path) -> {
              if (path.toString().endsWith(".alive")) {
                makers.add(Thread.currentThread());
              }
              return false;
            });
    Obs obs = SmallRun.open(homes.home(), disk, new LineSink());
    assertThat(makers).containsExactly(Thread.currentThread());
    obs.close();
  }

  @Test
  void fragmentsThatCouldNotBeWritten_areWrittenOnceTheDiskHeals() throws IOException {
    Path home = homes.home();
    LineSink lines = new LineSink();
    RefusingDisk disk = new RefusingDisk((n, path) -> isOfFragments(path));
    try (Obs obs = SmallRun.open(home, disk, lines);
        RunScope run = obs.run("stream-42").open()) {
      SmallRun.fragment(run, 1);
      SmallRun.failingFragment(run, 2);
      Awaitility.await()
          .until(() -> lines.lines().stream().anyMatch(line -> line.contains("home_trouble")));
      disk.heal();
      SmallRun.failingFragment(run, 3);
      SmallRun.fragment(run, 4);
    }
    new RecoveredHome(home).assertSound();
    assertThat(Bundle.only(home).manifest().get("fragments").get("count").asInt()).isEqualTo(4);
  }

  @Test
  void fragmentsThatCannotBeWrittenAtTheEnd_areLeftToTheNextInstance() throws IOException {
    Path home = homes.home();
    RefusingDisk disk = new RefusingDisk((n, path) -> isOfFragments(path));
    try (Obs obs = SmallRun.open(home, disk, new LineSink());
        RunScope run = obs.run("stream-42").open()) {
      SmallRun.fragment(run, 1);
      SmallRun.failingFragment(run, 2);
      obs.flush(Duration.ofSeconds(10));
    }
    CrashedHome unfinished = CrashedHome.of(home);
    Path later = left(unfinished);
    unfinished.recover(later, Disk.LOCAL);
    assertThat(Bundle.only(later).manifest().get("fragments").get("count").asInt()).isEqualTo(2);
    assertThat(Bundle.only(later).manifest().get("status").asString()).isEqualTo("completed");
  }
}
