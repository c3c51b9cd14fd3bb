package io.streamobs.assets;

import static io.streamobs.testkit.ObsAssertions.assertThatBundle;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import io.streamobs.DetachedStage;
import io.streamobs.ErrorCode;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

class RunBundlesTest {

  static final ErrorCode LOST =
      ErrorCode.of("LIVE-SEG-001", "A segment is lost.", "See the cause.");

  @TempDir Path home;

  private Obs open() {
    return Obs.builder().service("live-dub").component("worker").standalone().home(home).open();
  }

  @Test
  void run_leavesItsEvents_numberedAndChecked() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open();
        FragmentScope fragment = run.fragment(17).open()) {
      fragment.stage("normalise").run(stage -> {});
    }
    Bundle bundle = Bundle.only(home);
    assertThat(bundle.events())
        .containsExactly(
            "instance_started",
            "run_started",
            "fragment_started",
            "stage_started",
            "stage_finished",
            "fragment_finished",
            "run_finished",
            "instance_stopped");
    List<JsonNode> lines = Bundle.lines(bundle.journals().get(0));
    assertThat(lines)
        .extracting(line -> line.get("n").asInt())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(lines).allMatch(line -> line.get("crc").asString().matches("[0-9a-f]{8}"));
  }

  @Test
  void manifest_saysWhatHappened() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").stages("ingest", "normalise", "publish").open()) {
      for (int seq = 1; seq <= 20; seq++) {
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment.stage("publish").run(stage -> {});
          boolean silent = seq == 7;
          fragment
              .stage("normalise")
              .run(
                  stage -> {
                    stage.config("target_lufs", -16.0);
                    if (silent) {
                      stage.degrade("silence");
                    }
                  });
        }
      }
    }
    Bundle bundle = Bundle.only(home);
    JsonNode manifest = bundle.manifest();
    assertThat(manifest.get("schema").asString()).isEqualTo("urn:streamobs:schema:run-manifest");
    assertThat(manifest.get("streamId").asString()).isEqualTo("stream-42");
    assertThat(manifest.get("service").asString()).isEqualTo("live-dub");
    assertThat(manifest.get("status").asString()).isEqualTo("completed");
    assertThat(manifest.get("outcome").asString()).isEqualTo("degraded");
    JsonNode fragments = manifest.get("fragments");
    assertThat(fragments.get("count").asInt()).isEqualTo(20);
    assertThat(fragments.get("first").asInt()).isEqualTo(1);
    assertThat(fragments.get("last").asInt()).isEqualTo(20);
    assertThat(fragments.get("outcomes").get("success").asInt()).isEqualTo(19);
    assertThat(fragments.get("outcomes").get("degraded").asInt()).isEqualTo(1);
    assertThat(fragments.get("latency").get("count").asInt()).isEqualTo(20);
    assertThat(manifest.get("stages"))
        .extracting(stage -> stage.get("folder").asString())
        .containsExactly("stages/02_normalise", "stages/03_publish");
    assertThat(manifest.get("instances"))
        .extracting(instance -> instance.get("state").asString())
        .containsExactly("finished");

    JsonNode stage = bundle.json("stages/02_normalise/manifest.json");
    assertThat(stage.get("executions").asInt()).isEqualTo(20);
    assertThat(stage.get("status").asString()).isEqualTo("degraded");
    assertThat(stage.get("config").get("target_lufs").asDouble()).isEqualTo(-16.0);
    assertThat(stage.get("warnings"))
        .singleElement()
        .satisfies(warning -> assertThat(warning.get("fragmentSeq").asInt()).isEqualTo(7));
  }

  @Test
  void fragment_hasAManifest_whereThereIsMoreToSayThanThatItWentWell() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      for (int seq = 1; seq <= 3; seq++) {
        try (FragmentScope fragment = run.fragment(seq).open();
            StageScope stage = fragment.stage("publish").open()) {
          stage.output("segment", Path.of("segment-" + seq + ".ts"));
          if (seq == 2) {
            stage.fail(LOST, new IllegalStateException("no room"));
          } else {
            stage.succeed();
          }
        }
      }
    }
    Bundle bundle = Bundle.only(home);
    assertThat(
            bundle.files().stream()
                .filter(file -> file.startsWith("fragments/") && file.endsWith("manifest.json")))
        .containsExactly("fragments/000/000002/manifest.json");
    JsonNode manifest = bundle.json("fragments/000/000002/manifest.json");
    assertThat(manifest.get("fragmentSeq").asInt()).isEqualTo(2);
    JsonNode stage = manifest.get("passes").get(0).get("stages").get(0);
    assertThat(stage.get("outcome").asString()).isEqualTo("failure");
    assertThat(stage.get("error_code").asString()).isEqualTo("LIVE-SEG-001");
    assertThat(stage.get("error").get("message").asString()).isEqualTo("no room");
    assertThat(stage.get("outputs").get(0).get("path").asString()).isEqualTo("segment-2.ts");

    String index =
        bundle.files().stream()
            .filter(file -> file.startsWith("fragments/index-"))
            .findFirst()
            .orElseThrow();
    List<JsonNode> lines = Bundle.lines(bundle.path().resolve(index));
    assertThat(lines).extracting(line -> line.get("fragmentSeq").asInt()).containsExactly(1, 2, 3);
    assertThat(lines.get(1).get("stages").get("publish").asString()).isEqualTo("failure");
    assertThat(lines.get(1).get("manifest").asString())
        .isEqualTo("fragments/000/000002/manifest.json");
    assertThat(lines.get(0).has("manifest")).isFalse();
  }

  @Test
  void stageOutsideFragments_hasAllItsAssetsInItsManifest() {
    try (Obs obs = open();
        RunScope run = obs.run("film-1").open()) {
      run.stage("demux")
          .run(
              stage -> {
                stage.input("video", Path.of("film.mp4"));
                stage.output("audio", Path.of("audio.wav"));
                stage.intermediate("index", Path.of("index.bin"), "to seek faster");
              });
    }
    JsonNode manifest = Bundle.only(home).json("stages/01_demux/manifest.json");
    assertThat(manifest.get("inputs").get(0).get("path").asString()).isEqualTo("film.mp4");
    assertThat(manifest.get("outputs").get(0).get("kind").asString()).isEqualTo("audio");
    assertThat(manifest.get("intermediates").get(0).get("why").asString())
        .isEqualTo("to seek faster");
    assertThat(manifest.get("status").asString()).isEqualTo("success");
  }

  @Test
  void stage_isMeasured() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      run.stage("normalise")
          .run(
              stage -> {
                byte[] garbage = new byte[10_000_000];
                stage.attribute("last", garbage[garbage.length - 1]);
              });
    }
    Bundle bundle = Bundle.only(home);
    JsonNode took = bundle.json("stages/01_normalise/manifest.json").get("resources");
    assertThat(took.get("allocated_bytes").get("sum").asLong()).isGreaterThanOrEqualTo(10_000_000);
    assertThat(took.get("cpu_us").get("max").asLong()).isPositive();
    assertThat(took.get("wall_ms").has("sum")).isTrue();
  }

  @Test
  void runThatGoesOn_hasAManifestMeanwhile() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      run.stage("ingest").run(stage -> {});
      Path manifest = home.resolve("runs/stream-42/" + run.runId() + "/manifest.json");
      Awaitility.await().until(() -> Files.exists(manifest));
      assertThat(Bundle.only(home).manifest().get("status").asString()).isEqualTo("running");
    }
    assertThat(Bundle.only(home).manifest().get("status").asString()).isEqualTo("completed");
  }

  @Test
  void resumedRun_isOneBundle_withAJournalForEachTime() {
    String runId;
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      runId = run.runId();
      run.fragment(1).open().close();
      run.interrupt("deploy");
    }
    assertThat(Bundle.only(home).manifest().get("status").asString()).isEqualTo("interrupted");
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").resume()) {
      assertThat(run.runId()).isEqualTo(runId);
      run.fragment(2).open().close();
    }
    Bundle bundle = Bundle.only(home);
    assertThat(bundle.journals()).hasSize(2);
    assertThat(bundle.manifest().get("status").asString()).isEqualTo("completed");
    assertThat(bundle.manifest().get("fragments").get("count").asInt()).isEqualTo(2);
  }

  @Test
  void runsBesideEachOther_areNotMixed() {
    try (Obs obs = open()) {
      List<Thread> threads =
          IntStream.range(0, 8).mapToObj(n -> new Thread(() -> work(obs, "stream-" + n))).toList();
      threads.forEach(Thread::start);
      threads.forEach(RunBundlesTest::join);
    }
    assertThat(Bundle.all(home)).hasSize(8);
    for (Path path : Bundle.all(home)) {
      assertThatBundle(path).isSound().isCompleted();
      Bundle bundle = new Bundle(path);
      assertThat(bundle.manifest().get("fragments").get("count").asInt()).isEqualTo(50);
      assertThat(
              bundle.records().stream()
                  .map(r -> r.get("streamId").asString())
                  .filter(s -> !s.equals("-"))
                  .distinct())
          .containsExactly(bundle.manifest().get("streamId").asString());
    }
  }

  private static void work(Obs obs, String stream) {
    try (RunScope run = obs.run(stream).open()) {
      for (int seq = 0; seq < 50; seq++) {
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment.stage("normalise").run(stage -> {});
        }
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hostileIds_stayInTheHome_andApart() throws Exception {
    List<String> streams =
        List.of(
            "..",
            "/etc/passwd",
            "a\0b",
            "x".repeat(300),
            "CON",
            "trailing.",
            "\u00e9",
            "e\u0301",
            "Case",
            "case");
    try (Obs obs = open()) {
      for (String stream : streams) {
        try (RunScope run = obs.run(stream).open()) {
          run.stage("../../stage").run(stage -> {});
        }
      }
    }
    assertThat(Bundle.all(home)).hasSize(streams.size());
    assertThat(Bundle.below(home)).allMatch(path -> path.normalize().startsWith(home));
    for (Path path : Bundle.all(home)) {
      assertThat(new Bundle(path).manifest().get("stages")).hasSize(1);
    }
  }

  @Test
  void plantedLink_isNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectories(home.resolveSibling("elsewhere"));
    Files.createSymbolicLink(
        Files.createDirectories(home.resolve("runs")).resolve("stream-42"), elsewhere);
    Obs obs = open();
    RunScope run = obs.run("stream-42").open();
    run.stage("ingest").run(stage -> {});
    run.close();
    assertThat(obs.flush(Duration.ofMillis(200))).isFalse();
    obs.close();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void folderThatIsDeletedWhileTheRunGoesOn_isMadeAgain() throws Exception {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      run.fragment(1).open().close();
      obs.flush(Duration.ofSeconds(5));
      Bundle.delete(home.resolve("runs"));
      run.fragment(2).open().close();
    }
    Bundle bundle = Bundle.only(home);
    assertThat(bundle.events()).contains("run_finished", "home_trouble");
    List<JsonNode> lines = Bundle.lines(bundle.journals().get(0));
    assertThat(lines.get(0).get("n").asInt()).as("what is missing shows").isGreaterThan(1);
  }

  @Test
  void linesGoToTheLogOfTheRun_andAtEveryLevelToThatOfTheirStage() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      run.event("outside").emit();
      run.stage("normalise")
          .run(
              stage -> {
                stage.event("quiet").level(Level.DEBUG).emit();
                stage.event("loud").level(Level.WARN).emit();
                stage.follow("tool", new ByteArrayInputStream("said".getBytes(UTF_8))).close();
              });
      run.stage("publish").run(stage -> stage.event("other").emit());
    }
    Bundle bundle = Bundle.only(home);
    String log =
        bundle.files().stream().filter(file -> file.startsWith("logs/")).findFirst().orElseThrow();
    assertThat(log).matches("logs/99_pipeline_\\d{8}T\\d{6}Z_.+\\.log");
    assertThat(bundle.eventsOf(log))
        .containsExactly(
            "run_started",
            "outside",
            "stage_started",
            "loud",
            "stage_finished",
            "stage_started",
            "other",
            "stage_finished",
            "run_finished");
    assertThat(bundle.eventsOf("stages/01_normalise/stage.log"))
        .containsExactly("stage_started", "quiet", "loud", "tool_output", "stage_finished");
    assertThat(bundle.events()).doesNotContain("tool_output");
    assertThat(bundle.eventsOf("stages/02_publish/stage.log"))
        .containsExactly("stage_started", "other", "stage_finished");
  }

  @Test
  void logs_canBeLeftOut() {
    RunBundles bundles = RunBundles.builder().logBytes(0).build();
    try (Obs obs = Obs.builder().standalone().home(home).plugin(bundles).open();
        RunScope run = obs.run("stream-42").open()) {
      run.stage("ingest").run(stage -> {});
    }
    assertThat(Bundle.only(home).files()).noneMatch(file -> file.endsWith(".log"));
  }

  @Test
  void log_isBounded_andSaysWhatWent() {
    RunBundles bundles = RunBundles.builder().logBytes(1 << 20).build();
    String text = "x".repeat(1_000);
    LineSink events = new LineSink();
    try (Obs obs = Obs.builder().standalone().home(home).plugin(bundles).sink(events).open();
        RunScope run = obs.run("stream-42").open()) {
      for (int i = 0; i < 3_000; i++) {
        run.event("said").field("text", text).emit();
        if (i % 500 == 0) {
          obs.flush(Duration.ofSeconds(5)); // faster than its queue, it would drop events
        }
      }
    }
    Bundle bundle = Bundle.only(home);
    long bytes =
        bundle.files().stream()
            .filter(file -> file.startsWith("logs/"))
            .mapToLong(file -> bundle.path().resolve(file).toFile().length())
            .sum();
    assertThat(bytes).isBetween(700_000L, 1L << 20);
    String last =
        bundle.files().stream()
            .filter(file -> file.startsWith("logs/"))
            .max(
                Comparator.comparingLong(
                    file -> bundle.path().resolve(file).toFile().lastModified()))
            .orElseThrow();
    assertThat(bundle.eventsOf(last)).endsWith("run_finished");
    assertThat(
            events.lines().stream().filter(line -> line.contains("\"retention_deleted\"")).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void settingThatCannotBeUsed_isRefused() {
    assertThatThrownBy(() -> RunBundles.builder().syncEvery(Duration.ZERO))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS-CONF-002")
        .hasMessageContaining("syncEvery");
    assertThatThrownBy(() -> Obs.builder().standalone().plugin(RunBundles.ofDefaults()).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("bundles needs one");
  }

  @Test
  void stageThatOutlivesItsFragment_bringsItNotBack() {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      FragmentScope fragment = run.fragment(1).open();
      fragment.stage("normalise").run(stage -> {});
      DetachedStage upload = fragment.stage("upload").openDetached();
      fragment.close();
      upload.warning("slow");
      upload.succeed();
      upload.close();
    }
    Bundle bundle = Bundle.only(home);
    assertThatBundle(bundle.path()).isSound().hasFragments(1);
    assertThat(bundle.manifest().get("fragments").get("outcomes").get("interrupted").asInt())
        .isZero();
    assertThat(bundle.json("stages/02_upload/manifest.json").get("warnings")).hasSize(1);
  }

  @Test
  void journalThatCannotBeRead_costsTheOthersNothing() throws Exception {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").runId("run-1").open()) {
      run.fragment(1).open().close();
      obs.flush(Duration.ofSeconds(5));
      Path bundle = RunBundles.folder(home, run.context());
      Files.createSymbolicLink(bundle.resolve("journal-other.jsonl"), Path.of("/etc/hostname"));
    }
    JsonNode manifest = Bundle.only(home).manifest();
    assertThat(manifest.get("status").asString()).isEqualTo("completed");
    assertThat(manifest.get("fragments").get("count").asInt()).isEqualTo(1);
    assertThat(manifest.get("journals")).anyMatch(journal -> journal.has("unreadable"));
  }

  @Test
  void withoutRuns_nothingIsMade() {
    try (Obs obs = open()) {
      obs.event("said").emit();
    }
    assertThat(home.resolve("runs")).doesNotExist();
  }
}
