package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.ErrorCode;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MainTest {

  static final ErrorCode LOST =
      ErrorCode.of("LIVE-SEG-001", "A segment is lost.", "See the cause.");
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void runSomething() {
    try (Obs obs = Obs.builder().service("live-dub").standalone().home(home).open()) {
      work(obs, "stream-42", "run-1", 7);
      work(obs, "stream-43", "run-2", -1);
    }
  }

  private static void work(Obs obs, String stream, String runId, int failing) {
    try (RunScope run = obs.run(stream).runId(runId).stages("normalise", "publish").open()) {
      for (int seq = 1; seq <= 20; seq++) {
        boolean fails = seq == failing;
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment.stage("normalise").run(stage -> {});
          fragment
              .stage("publish")
              .run(
                  stage -> {
                    stage.output("segment", new byte[100]);
                    if (fails) {
                      stage.fail(LOST, "no room");
                    }
                  });
        }
      }
    }
  }

  private int obs(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void list_hasEachRun() {
    assertThat(obs("run", "list", "--home", home.toString())).isZero();
    assertThat(lines()).hasSize(3);
    assertThat(out.toString()).contains("stream-42", "run-1", "completed", "failure");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void list_asJson_isAnObjectALine() {
    assertThat(obs("--home", home.toString(), "run", "list", "--json")).isZero();
    List<JsonNode> runs = lines().stream().map(line -> MAPPER.readTree(line)).toList();
    assertThat(runs)
        .extracting(run -> run.get("runId").asString())
        .containsExactlyInAnyOrder("run-1", "run-2");
    assertThat(runs).allMatch(run -> Files.isDirectory(Path.of(run.get("path").asString())));
  }

  @Test
  void show_readsWellIn80Columns() {
    assertThat(obs("run", "show", "--run", "run-1", "--home", home.toString())).isZero();
    assertThat(out.toString())
        .contains("stream     stream-42")
        .contains("status     completed, failure")
        .contains("fragments  20: 19 success, 1 failure")
        .contains("fragment 7")
        .contains("LIVE-SEG-001");
    assertThat(lines().stream().filter(line -> !line.startsWith("in  ")))
        .allMatch(line -> line.length() <= 80);
    assertThat(
            lines().stream()
                .filter(line -> line.startsWith("normalise") || line.startsWith("publish")))
        .as("in the declared order")
        .satisfiesExactly(
            one -> assertThat(one).startsWith("normalise"),
            other -> assertThat(other).startsWith("publish"));
  }

  @Test
  void show_asJson_isTheManifest() {
    assertThat(obs("run", "show", "--stream", "stream-42", "--json", "--home", home.toString()))
        .isZero();
    assertThat(MAPPER.readTree(out.toString()).get("schema").asString())
        .isEqualTo("urn:streamobs:schema:run-manifest");
  }

  @Test
  void fragment_showsWhatWentWrong() {
    assertThat(obs("run", "fragment", "7", "--run", "run-1", "--home", home.toString())).isZero();
    assertThat(out.toString())
        .contains("fragment  7, failure")
        .contains("publish: no room")
        .contains("publish: outputs segment 100 B");
  }

  @Test
  void fragment_thatWentWell_hasItsStages() {
    assertThat(obs("run", "fragment", "8", "--run", "run-1", "--home", home.toString())).isZero();
    assertThat(out.toString()).contains("fragment  8, success").contains("normalise  success");
  }

  @Test
  void fragment_thatNeverCame_isBadInput() {
    assertThat(obs("run", "fragment", "99", "--run", "run-1", "--home", home.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("fragments from 1 to 20").contains("OBS-CLI-002");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void ambiguousRun_isBadInput_andNamesThem() {
    assertThat(obs("run", "show", "--home", home.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("--stream stream-42 --run run-1")
        .contains("--stream stream-43 --run run-2")
        .contains("OBS-CLI-003");
  }

  @Test
  void unknownRun_missingHome_andWrongUsage_areBadInput() {
    assertThat(obs("run", "show", "--run", "nope", "--home", home.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no run nope").contains("OBS-CLI-002");
    assertThat(obs("run", "list", "--home", home.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no home").contains("OBS_HOME");
    assertThat(obs("run", "shwo")).isEqualTo(2);
    assertThat(err.toString()).contains("OBS-CLI-001").contains("--help");
    assertThat(obs("run", "fragment", "many")).isEqualTo(2);
    assertThat(obs()).isEqualTo(2);
  }

  @Test
  void damagedManifest_isSaid_andIsNoStackTrace() throws Exception {
    Files.writeString(home.resolve("runs/stream-42/run-1/manifest.json"), "{\"schema\":");
    assertThat(obs("run", "list", "--home", home.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("manifest.json is damaged").contains("OBS-CLI-004");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void verify_findsNothing_orWhatWasChanged() throws Exception {
    assertThat(obs("run", "verify", "--run", "run-1", "--home", home.toString())).isZero();
    assertThat(out.toString()).contains("sound").doesNotContain("not sound");
    Path bundle = home.resolve("runs/stream-42/run-1");
    Files.writeString(bundle.resolve("extra.txt"), "");
    Files.delete(bundle.resolve("stages/01_normalise/manifest.json"));
    assertThat(obs("run", "verify", bundle.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("missing: stages/01_normalise/manifest.json")
        .contains("not in the list: extra.txt")
        .contains("not sound");
    assertThat(obs("run", "verify", "--json", bundle.toString())).isEqualTo(1);
    assertThat(MAPPER.readTree(out.toString()).get("problem_count").asInt()).isEqualTo(2);
    assertThat(obs("run", "verify", home.resolve("nowhere").toString())).isEqualTo(2);
  }

  @Test
  void rebuild_makesTheSameAgain() throws Exception {
    Path bundle = home.resolve("runs/stream-42/run-1");
    String before = Files.readString(bundle.resolve("checksums.sha256"));
    Files.delete(bundle.resolve("manifest.json"));
    Files.writeString(bundle.resolve("stages/01_normalise/manifest.json"), "{}");
    String[] rebuild = {
      "run", "rebuild", "--stream", "stream-42", "--run", "run-1", "--home", home.toString()
    };
    assertThat(obs(rebuild)).isZero();
    assertThat(out.toString()).contains("1 journals", "0 of them damaged");
    assertThat(Files.readString(bundle.resolve("checksums.sha256"))).isEqualTo(before);
    assertThat(obs("run", "verify", bundle.toString())).isZero();
  }

  @Test
  void rebuild_ofADamagedJournal_saysSo() throws Exception {
    Path bundle = home.resolve("runs/stream-42/run-1");
    Path journal;
    try (var files = Files.list(bundle)) {
      journal =
          files
              .filter(file -> file.getFileName().toString().startsWith("journal-"))
              .findFirst()
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length / 2] ^= 1;
    Files.write(journal, bytes);
    assertThat(obs("run", "rebuild", "--run", "run-1", "--home", home.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("1 of them damaged");
    assertThat(obs("run", "rebuild", "--stream", "no", "--run", "no", "--home", home.toString()))
        .isEqualTo(3);
  }

  @Test
  void outputThatCannotBeWritten_isAFailure() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "list",
                "--home",
                home.toString())
            .redirectOutput(Path.of("/dev/full").toFile())
            .start();
    assertThat(new String(process.getErrorStream().readAllBytes())).contains("OBS-CLI-005");
    assertThat(process.waitFor()).isEqualTo(3);
  }

  @Test
  void help_isThere() {
    assertThat(obs("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes").contains("run");
    assertThat(obs("run", "show", "--help")).isZero();
    assertThat(out.toString()).contains("--stream").contains("--home");
  }
}
