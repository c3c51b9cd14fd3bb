package io.streamobs.assets;

import static io.streamobs.testkit.ObsAssertions.assertThatBundle;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Bundles of processes that are killed, and of several that have one run. */
class ProcessesTest {

  @TempDir Path home;

  private final List<Process> started = new ArrayList<>();

  private Process start(String runId, long first, long count) throws IOException {
    Process process = Host.start(home, runId, first, count);
    started.add(process);
    return process;
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void killedProcess_leavesAJournal_thatTheNextOneReadsOn() throws Exception {
    Process killed = start("run-1", 1, 100);
    Host.await(killed, "waits");
    killed.destroyForcibly().waitFor();
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").resume()) {
      assertThat(run.runId()).isEqualTo("run-1");
      try (FragmentScope fragment = run.fragment(102).open()) {
        fragment.stage("normalise").run(stage -> {});
      }
    }
    Bundle bundle = Bundle.only(home);
    JsonNode manifest = bundle.manifest();
    assertThat(manifest.get("status").asString()).isEqualTo("completed");
    assertThat(manifest.get("instances"))
        .extracting(instance -> instance.get("state").asString())
        .containsExactly("killed", "finished");
    JsonNode fragments = manifest.get("fragments");
    assertThat(fragments.get("outcomes").get("success").asInt()).isEqualTo(101);
    assertThat(fragments.get("outcomes").get("interrupted").asInt()).isEqualTo(1);
    assertThat(bundle.json("stages/02_publish/manifest.json").get("status").asString())
        .isEqualTo("interrupted");
    JsonNode cutOff = bundle.json("fragments/000/000101/manifest.json").get("passes").get(0);
    assertThat(cutOff.get("outcome").asString()).isEqualTo("interrupted");
    assertThat(cutOff.get("stages"))
        .extracting(stage -> stage.get("stage").asString() + " " + stage.get("outcome").asString())
        .containsExactly("publish interrupted");
  }

  @Test
  void bundleOfAKilledProcess_isFinishedByWhoeverComesNext() throws Exception {
    Process killed = start("run-1", 1, 100);
    Host.await(killed, "waits");
    killed.destroyForcibly().waitFor();
    Path bundlePath = home.resolve("runs/stream-42/run-1");
    Files.deleteIfExists(bundlePath.resolve("manifest.json"));
    Path unfinished = Files.writeString(bundlePath.resolve(".staging-1a2b-manifest.json"), "{");
    LineSink lines = new LineSink();
    try (Obs obs = Obs.builder().standalone().home(home).sink(lines).open()) {
      Awaitility.await()
          .until(() -> lines.lines().stream().anyMatch(line -> line.contains("unclean_end")));
    }
    JsonNode manifest = Bundle.only(home).manifest();
    assertThatBundle(Bundle.only(home).path()).isSound().isInterrupted().hasFragments(101);
    assertThat(manifest.get("status").asString()).isEqualTo("interrupted");
    assertThat(manifest.get("fragments").get("outcomes").get("interrupted").asInt()).isEqualTo(1);
    assertThat(unfinished).doesNotExist();
    try (Stream<Path> locks = Files.list(home.resolve("locks"))) {
      assertThat(locks).noneMatch(path -> path.toString().endsWith(".alive"));
    }
  }

  @Test
  void processThatIsKilledWhileItWrites_leavesWholeLines_andAtMostOneTornOne() throws Exception {
    for (int round = 0; round < 5; round++) {
      String runId = "run-" + round;
      Process killed = start(runId, 1, 1_000_000);
      Host.await(killed, Integer.toString(500 * (round + 1)));
      killed.destroyForcibly().waitFor();
      int through = 500 * (round + 1);
      Bundle bundle = new Bundle(home.resolve("runs/stream-42/" + runId));
      List<JsonNode> ends =
          bundle.wholeRecords().stream()
              .filter(record -> record.get("event").asString().equals("fragment_finished"))
              .toList();
      assertThat(ends).hasSizeGreaterThanOrEqualTo(through);
      for (int i = 0; i < ends.size(); i++) {
        assertThat(ends.get(i).get("fragmentSeq").asInt()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void twoProcesses_writeOneRun() throws Exception {
    Process one = start("run-1", 1, 300);
    Process other = start("run-1", 1_001, 300);
    Host.await(one, "waits");
    Host.await(other, "waits");
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              JsonNode fragments = Bundle.only(home).manifest().get("fragments");
              assertThat(fragments.get("outcomes").get("success").asInt()).isEqualTo(600);
            });
    JsonNode running = Bundle.only(home).manifest();
    assertThat(running.get("status").asString()).isEqualTo("running");
    assertThat(running.get("fragments").get("outcomes").get("interrupted").asInt()).isZero();
    other.destroyForcibly().waitFor();
    one.getOutputStream().close();
    assertThat(one.waitFor()).isZero();
    Bundle bundle = Bundle.only(home);
    assertThat(bundle.journals()).hasSize(2);
    assertThat(bundle.manifest().get("instances"))
        .extracting(instance -> instance.get("state").asString())
        .containsExactlyInAnyOrder("killed", "finished");
    assertThat(bundle.manifest().get("fragments").get("outcomes").get("success").asInt())
        .isEqualTo(600);
  }
}
