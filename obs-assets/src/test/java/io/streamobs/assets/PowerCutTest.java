package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The power is cut behind each thing that a run asks of its disk. */
class PowerCutTest {

  private static final long SEED = 42;

  @Test
  void eachCut_leavesARun_thatTheNextInstanceFinishes() throws Exception {
    try (PowerCuts cuts = new PowerCuts(SEED)) {
      RecordingDisk run = SmallRun.in(cuts.home(), SmallRun.EVERYTHING, SmallRun.OFTEN);
      cuts.cut(run, n -> true);
      assertThat(cuts.homes()).isGreaterThan(cuts.places());
      cuts.tell("behind each operation of a run");
    }
  }

  // What is made of a journal is then on the disk before the journal is.
  @Test
  void eachCut_ofARunWhoseJournalIsForcedSeldom_leavesOneThatTheNextInstanceFinishes()
      throws Exception {
    try (PowerCuts cuts = new PowerCuts(SEED)) {
      RecordingDisk run = SmallRun.in(cuts.home(), SmallRun.UNFORCED, SmallRun.SELDOM);
      cuts.cut(run, n -> true);
      assertThat(cuts.homes()).isGreaterThan(cuts.places());
      cuts.tell("behind each operation of a run whose journal is forced seldom");
    }
  }

  @Test
  void eachCut_ofARecovery_leavesWhatTheOneAfterThatFinishes() throws Exception {
    try (PowerCuts cuts = new PowerCuts(SEED)) {
      RecordingDisk run = SmallRun.in(cuts.home(), SmallRun.UNFORCED, SmallRun.SELDOM);
      int operations = run.operations().size() - run.found();
      for (PowerCut how : List.of(PowerCut.BYTES_TORN, PowerCut.ANYTHING)) {
        cuts.cut(cuts.recovery(cuts.crash(run, operations / 2, how)), n -> true);
      }
      assertThat(cuts.homes()).isPositive();
      cuts.tell("behind each operation of a recovery");
    }
  }

  // The mark is on the disk before there is a journal. Where it could not be made, or somebody
  // deleted it, nobody knows that a bundle is left to be finished: that takes a rebuild.
  @Test
  void runWhoseMarkIsGone_isFinishedByARebuild() throws Exception {
    try (PowerCuts cuts = new PowerCuts(SEED)) {
      RecordingDisk run = SmallRun.in(cuts.home(), SmallRun.UNFORCED, SmallRun.OFTEN);
      int operations = run.operations().size() - run.found();
      int rebuilt = 0;
      for (int n = 1; n <= operations; n += 3) {
        rebuilt += rebuild(cuts.crash(run, n, PowerCut.NONE_OF_IT_LOST), cuts.home());
      }
      assertThat(rebuilt).isPositive();
    }
  }

  private static int rebuild(CrashedHome crashed, Path home) throws IOException {
    crashed.image().withoutMarks().writeTo(home);
    NextInstance.visit(Disk.LOCAL, home);
    int rebuilt = 0;
    for (Bundle bundle : new RecoveredHome(home).bundles()) {
      if (!BundleVerification.of(bundle.path()).isSound()) {
        BundleRebuild.of(home, bundle.path());
        rebuilt++;
      }
    }
    crashed.assertRecovered(home);
    return rebuilt;
  }
}
