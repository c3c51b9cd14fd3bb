package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.spi.RetentionPart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs are written, ended and gone on with while somebody purges all that may go. */
@Timeout(180)
class PurgeRaceTest {

  private static final int ROUNDS = 60;
  private static final int PROCESSES = 8;
  private static final int FRAGMENTS = 5;
  private static final int RUNS = 3;

  private final Set<Long> acknowledged = new HashSet<>();

  private interface Writer {
    void write(Path home) throws Exception;
  }

  @Test
  void runsOfThisProcess_areWhole_orGoneAndAudited() throws Exception {
    check("threads", this::writeHere);
  }

  @Test
  void runsOfOtherProcesses_areWhole_orGoneAndAudited() throws Exception {
    check("processes", this::writeElsewhere);
  }

  @Test
  void journalThatBegins_whileItsBundleIsTakenAway_beginsInANewFolder() throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path home = scratch.home();
      writeFragment(home, 1);
      try (Obs obs = Obs.builder().standalone().home(home).open()) {
        WitnessDisk disk =
            new WitnessDisk() {
              @Override
              public void rename(Path from, Path to) throws IOException {
                if (from.endsWith("run-1")) {
                  SmallRun.fragment(obs.run("stream-42").runId("run-1").open(), 2);
                  assertThat(obs.flush(Duration.ofMillis(300))).as("its journal begins").isFalse();
                }
                super.rename(from, to);
              }
            };
        assertThat(new Purges(home, disk).purge(RetentionPart.ALL).failures).isEmpty();
        assertThat(disk.problems()).isEmpty();
        assertThat(disk.fragments()).containsExactly(1L);
        assertThat(obs.flush(Duration.ofSeconds(20))).isTrue();
      }
      Bundle bundle = Bundle.only(home);
      new RecoveredHome(home).assertSound(bundle);
      assertThat(CheckedJournal.read(bundle.journals().get(0)).fragments()).containsExactly(2L);
    }
  }

  private static void writeFragment(Path home, long seq) {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").runId("run-1").open()) {
      SmallRun.fragment(run, seq);
    }
  }

  private void writeHere(Path home) {
    for (int round = 0; round < ROUNDS; round++) {
      long first = 1 + (long) round * FRAGMENTS;
      try (Obs obs = Obs.builder().standalone().home(home).open();
          RunScope run = obs.run("stream-42").runId("run-" + round % RUNS).open()) {
        for (long seq = first; seq < first + FRAGMENTS; seq++) {
          SmallRun.fragment(run, seq);
        }
        if (obs.flush(Duration.ofSeconds(20))) {
          acknowledge(first);
        }
      }
    }
  }

  private void acknowledge(long first) {
    for (long seq = first; seq < first + FRAGMENTS; seq++) {
      acknowledged.add(seq);
    }
  }

  private void writeElsewhere(Path home) throws Exception {
    for (int n = 0; n < PROCESSES; n++) {
      long first = 1 + (long) n * FRAGMENTS;
      AcknowledgingHost host = AcknowledgingHost.start(home, "run-" + n % 2, first, FRAGMENTS);
      host.await(AcknowledgingHost.CLOSING);
      assertThat(host.process().waitFor()).isZero();
      if (!host.acknowledged().isEmpty()) {
        acknowledge(first);
      }
    }
  }

  private void check(String what, Writer writer) throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path home = scratch.home();
      WitnessDisk disk = new WitnessDisk();
      Purges purges = new Purges(home, disk);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<?> writing = thread.submit(callable(writer, home));
        int turns = 0;
        while (!writing.isDone()) {
          RetentionPart part = ++turns % 4 == 0 ? RetentionPart.MEDIA : RetentionPart.ALL;
          purges.purge(part);
        }
        writing.get(1, TimeUnit.MINUTES);
      } finally {
        thread.shutdownNow();
      }
      assertThat(disk.problems()).isEmpty();
      assertAllAreThere(home, disk, purges);
      System.out.printf(
          "runs of other %s beside a purge: %d acknowledged fragments, %d runs purged, with %d"
              + " fragments, %d refused, all others whole%n",
          what, acknowledged.size(), disk.taken(), disk.fragments().size(), purges.failures.size());
    }
  }

  private static Callable<?> callable(Writer writer, Path home) {
    return () -> {
      writer.write(home);
      return null;
    };
  }

  private void assertAllAreThere(Path home, WitnessDisk disk, Purges purges) throws IOException {
    RecoveredHome left = new RecoveredHome(home);
    List<Long> fragments = new ArrayList<>(disk.fragments());
    for (Bundle bundle : left.bundles()) {
      left.assertSound(bundle);
      for (Path journal : bundle.journals()) {
        fragments.addAll(CheckedJournal.read(journal).fragments());
      }
    }
    assertThat(acknowledged).isNotEmpty();
    assertThat(fragments).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(disk.taken()).isPositive();
    assertThat(purges.auditProblems()).isEmpty();
    long done =
        purges.entries().stream()
            .filter(entry -> entry.get("action").asString().equals("purge_done"))
            .filter(entry -> entry.get("part").asString().equals("all"))
            .count();
    assertThat(done).isGreaterThanOrEqualTo(disk.taken());
    assertThat(Bundle.all(home)).allMatch(run -> !new Bundle(run).journals().isEmpty());
  }
}
