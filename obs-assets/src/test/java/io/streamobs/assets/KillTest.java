package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of a real process, again and again, in whatever it is at. */
class KillTest {

  private static final int KILLS = 32;
  private static final int PROCESSES_OF_A_RUN = 3;
  private static final int MOST_FRAGMENTS_OF_ONE = 10_000;

  private final Random random = new Random();
  private final Set<Long> acknowledged = new HashSet<>();
  private final int[] kills = new int[Moment.values().length];
  private AcknowledgingHost host;
  private long found;

  /** What a process is at when it is killed. */
  private enum Moment {
    STARTING,
    RUNNING,
    CLOSING
  }

  @AfterEach
  void end() {
    if (host != null) {
      host.process().destroyForcibly();
    }
  }

  @Test
  void killedProcesses_loseNothingThatTheyAcknowledged() throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path home = scratch.home();
      RecoveredHome recovered = new RecoveredHome(home);
      List<Bundle> unchecked = new ArrayList<>();
      for (int round = 0; killed() < KILLS; round++) {
        String runId = "run-" + round / PROCESSES_OF_A_RUN;
        kill(home, runId, round);
        unchecked.add(new Bundle(home.resolve("runs/stream-42/" + runId)));
        // In other rounds it is the next process that recovers, and is killed at that, perhaps.
        if (round % PROCESSES_OF_A_RUN > 0) {
          assertThat(NextInstance.visit(Disk.LOCAL, home)).isEmpty();
          for (Bundle bundle : Set.copyOf(unchecked)) {
            check(recovered, bundle);
          }
          unchecked.clear();
        }
      }
      assertThat(NextInstance.visit(Disk.LOCAL, home)).isEmpty();
      recovered.assertSound();
      assertAllAreThere(recovered);
    }
    assertThat(kills).doesNotContain(0);
    assertThat(acknowledged).isNotEmpty();
    System.out.printf(
        "kill -9: %d starting, %d running, %d closing; %d acknowledgements, all found, of %d"
            + " fragments in journals%n",
        kills[0], kills[1], kills[2], acknowledged.size(), found);
  }

  private int killed() {
    return kills[0] + kills[1] + kills[2];
  }

  private void kill(Path home, String runId, int round) throws Exception {
    Moment moment = Moment.values()[(round + round / PROCESSES_OF_A_RUN) % kills.length];
    long first = 1L + (long) round * MOST_FRAGMENTS_OF_ONE;
    long count = moment == Moment.CLOSING ? 1 + random.nextInt(60) : MOST_FRAGMENTS_OF_ONE;
    host = AcknowledgingHost.start(home, runId, first, count);
    switch (moment) {
      case STARTING -> pass(900);
      case RUNNING -> {
        host.awaitFirst();
        pass(400);
      }
      case CLOSING -> {
        host.await(AcknowledgingHost.CLOSING);
        pass(40);
      }
    }
    if (host.kill()) {
      kills[moment.ordinal()]++;
    }
    acknowledged.addAll(host.acknowledged());
  }

  private void pass(int mostMillis) throws InterruptedException {
    host.process().waitFor(random.nextInt(mostMillis), TimeUnit.MILLISECONDS);
  }

  private static void check(RecoveredHome recovered, Bundle bundle) throws IOException {
    if (Files.exists(bundle.path()) && !bundle.journals().isEmpty()) {
      recovered.assertSound(bundle);
    }
  }

  private void assertAllAreThere(RecoveredHome recovered) throws IOException {
    List<Long> fragments = new ArrayList<>();
    for (Bundle bundle : recovered.bundles()) {
      for (Path journal : bundle.journals()) {
        fragments.addAll(CheckedJournal.read(journal).fragments());
      }
    }
    found = fragments.size();
    assertThat(fragments).doesNotHaveDuplicates();
    Set<Long> all = new HashSet<>(fragments);
    for (long through : acknowledged) {
      long first = through - (through - 1) % MOST_FRAGMENTS_OF_ONE;
      for (long seq = first; seq <= through; seq++) {
        assertThat(all).contains(seq);
      }
    }
  }
}
