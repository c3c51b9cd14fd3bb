package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunPurgeTest {

  private static final String[] NAMED = {"--stream", "stream-42", "--run", "run-1"};

  @TempDir Path home;
  private Cli cli;
  private Path bundle;

  @BeforeEach
  void twoRuns() {
    cli = new Cli(home);
    bundle = home.resolve("runs/stream-42/run-1");
    try (Obs obs = obs()) {
      for (String runId : new String[] {"run-1", "run-2"}) {
        try (RunScope run = obs.run("stream-42").runId(runId).open()) {
          run.stage("publish").run(stage -> {});
        }
      }
    }
  }

  private Obs obs() {
    return Obs.builder().service("live-dub").standalone().home(home).open();
  }

  private int run(String verb, String... more) {
    String[] all = new String[2 + NAMED.length + more.length];
    all[0] = "run";
    all[1] = verb;
    System.arraycopy(NAMED, 0, all, 2, NAMED.length);
    System.arraycopy(more, 0, all, 2 + NAMED.length, more.length);
    return cli.obs(all);
  }

  @Test
  void purge_showsWhatGoes_asks_andDeletes() {
    cli.answering("y");
    assertThat(run("purge", "--reason", "INC-4711", "--actor", "ada")).isZero();
    assertThat(cli.questions()).containsExactly("Delete it? [y/N]");
    assertThat(cli.out())
        .containsPattern("run_bundle +stream-42/run-1 +all +\\S+ K?B +0 min +INC-4711")
        .contains("deleted  1,")
        .containsPattern("audit    entry 2, head [0-9a-f]{64}");
    assertThat(bundle).doesNotExist();
    assertThat(home.resolve("runs/stream-42/run-2/manifest.json")).exists();
    assertThat(cli.obs("audit", "show", "--run", "run-1")).isZero();
    assertThat(cli.out()).containsPattern("purge_done +ada +run_bundle stream-42/run-1 +INC-4711");
    assertThat(run("purge", "--yes")).as("once more").isEqualTo(2);
  }

  @Test
  void purge_withAnyOtherAnswer_deletesNothing() {
    for (String answer : new String[] {"", "n", "no", "yep"}) {
      cli.answering(answer);
      assertThat(run("purge")).isEqualTo(3);
      assertThat(cli.err()).contains("nothing was deleted", "OBS-CLI-009");
    }
    assertThat(bundle).exists();
  }

  @Test
  void purge_withoutATerminal_needsYes() {
    assertThat(run("purge")).isEqualTo(2);
    assertThat(cli.err()).contains("no terminal", "--yes", "OBS-CLI-009");
    assertThat(bundle).exists();
    assertThat(run("purge", "--yes")).isZero();
    assertThat(bundle).doesNotExist();
  }

  @Test
  void purge_inAProcessWithoutATerminal_needsYes() throws Exception {
    Process process = cli.start("run", "purge", "--stream", "stream-42", "--run", "run-1");
    process.outputWriter().append("y\n").close();
    process.getInputStream().readAllBytes();
    assertThat(new String(process.getErrorStream().readAllBytes())).contains("OBS-CLI-009");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(bundle).exists();
  }

  @Test
  void dryRun_changesNothing() {
    assertThat(run("purge", "--dry-run")).isZero();
    assertThat(cli.out()).contains("stream-42/run-1").doesNotContain("deleted ");
    assertThat(run("purge", "--dry-run", "--json")).isZero();
    JsonNode deletion = cli.objects("deletion").get(0);
    assertThat(deletion.get("rule").asString()).isEqualTo("request");
    assertThat(bundle).exists();
    assertThat(home.resolve("audit/audit.jsonl")).doesNotExist();
  }

  @Test
  void purge_asJson_hasTheSumOnly() {
    assertThat(run("purge", "--yes", "--json")).isZero();
    assertThat(cli.objects()).hasSize(1);
    assertThat(cli.objects("purge").get(0).get("deleted").asInt()).isEqualTo(1);
  }

  @Test
  void media_ofARunWithoutAny_isNothing() {
    assertThat(run("purge", "--media", "--yes")).isZero();
    assertThat(cli.err()).contains("has no media");
    assertThat(bundle).exists();
  }

  @Test
  void runInUse_isLeft() {
    try (Obs obs = obs();
        RunScope run = obs.run("stream-42").runId("run-1").open()) {
      assertThat(obs.flush(Duration.ofSeconds(10))).isTrue();
      for (String[] how : new String[][] {{"--yes"}, {"--dry-run"}}) {
        assertThat(run("purge", how)).isEqualTo(3);
        assertThat(cli.err()).contains("stream-42/run-1 is kept").endsWith("[OBS-RETAIN-002]\n");
      }
    }
    assertThat(bundle).exists();
  }

  @Test
  void pinnedRun_isLeft_untilSomebodyTakesThePinAway() {
    assertThat(run("pin", "--reason", "INC-4711", "--until", "30d", "--actor", "ada")).isZero();
    assertThat(cli.out()).contains("run run-1 of stream stream-42 is kept until 20");
    assertThat(run("purge", "--yes")).isEqualTo(3);
    assertThat(cli.err()).contains("pinned until", "by ada: INC-4711", "OBS-RETAIN-002");
    assertThat(cli.out()).contains("why it is kept", "pinned until");
    assertThat(bundle).exists();
    assertThat(run("unpin")).isZero();
    assertThat(run("purge", "--yes")).isZero();
    assertThat(bundle).doesNotExist();
  }

  @Test
  void pin_isShown_whereRunsAre() {
    assertThat(run("pin", "--reason", "INC", "--until", "2035-01-02T03:04:05+01:00", "--json"))
        .isZero();
    Instant until = Instant.parse("2035-01-02T02:04:05Z");
    assertThat(cli.objects().get(0).get("until").asString()).isEqualTo(until.toString());
    assertThat(run("list")).isZero();
    assertThat(cli.lines().get(1)).endsWith("pinned");
    assertThat(cli.obs("run", "list", "--json", "--run", "run-1")).isZero();
    assertThat(cli.objects().get(0).get("pinned_until").asString()).isEqualTo(until.toString());
    assertThat(cli.obs("run", "list", "--run", "run-2")).isZero();
    assertThat(cli.out()).doesNotContain("pinned");
    assertThat(run("show")).isZero();
    assertThat(cli.out()).contains("pinned     until 2035-01-02 02:04:05Z: INC");
  }

  @Test
  void plan_keepsPinnedRuns_andSumsThemUp() throws Exception {
    Path policy = Files.writeString(home.resolve("policy"), "[run_bundle]\nmax-count = 1\n");
    assertThat(run("pin", "--reason", "INC", "--until", "30d")).isZero();
    assertThat(cli.obs("retention", "plan", "--policy", policy.toString())).isZero();
    assertThat(cli.out()).containsPattern("run_bundle +1 +\\S+ K?B +pinned until");
    assertThat(cli.obs("retention", "apply", "--policy", policy.toString())).isZero();
    assertThat(bundle).exists();
    assertThat(home.resolve("runs/stream-42/run-2")).doesNotExist();
  }

  @Test
  void homeThatCannotBeWritten_isAFailure() throws Exception {
    Files.writeString(home.resolve("audit"), "in the way");
    assertThat(run("purge", "--yes")).isEqualTo(3);
    assertThat(cli.err()).contains("the run was not deleted", "OBS-CLI-010");
    assertThat(run("pin", "--reason", "INC", "--until", "30d")).isEqualTo(3);
    assertThat(cli.err()).contains("was not pinned", "OBS-CLI-010");
    assertThat(bundle).exists();
  }
}
