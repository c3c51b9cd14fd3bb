package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Path bundle;
  private String zip;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void runSomething() {
    zip = elsewhere.resolve("run.zip").toString();
    bundle = home.resolve("runs/stream-42/run-1");
    try (Obs obs = Obs.builder().service("live-dub").standalone().home(home).open();
        RunScope run = obs.run("stream-42").runId("run-1").open()) {
      run.stage("ingest").run(stage -> {});
    }
  }

  private int obs(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private int export(String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "export", "--out", zip));
    arguments.addAll(List.of("--home", home.toString()));
    arguments.addAll(List.of(more));
    return obs(arguments.toArray(String[]::new));
  }

  @Test
  void export_isWritten_andVerified() throws IOException {
    assertThat(export("--stream", "stream-42", "--run", "run-1")).isZero();
    assertThat(out.toString()).contains(zip, "sha256 ");
    assertThat(err.toString()).isEmpty();
    assertThat(obs("run", "verify", zip)).isZero();
    assertThat(out.toString()).contains("files,").contains("sound").doesNotContain("not sound");
    byte[] bytes = Files.readAllBytes(Path.of(zip));
    bytes[bytes.length / 2] ^= 1;
    Files.write(Path.of(zip), bytes);
    assertThat(obs("run", "verify", zip)).isEqualTo(1);
    assertThat(out.toString()).contains("not sound");
  }

  @Test
  void json_saysTheSame() throws IOException {
    assertThat(export("--json")).isZero();
    JsonNode done = new JsonMapper().readTree(out.toString());
    assertThat(done.get("path").asString()).isEqualTo(zip);
    assertThat(done.get("zip_bytes").asLong()).isEqualTo(Files.size(Path.of(zip)));
    assertThat(done.get("sha256").asString()).matches("[0-9a-f]{64}");
    assertThat(obs("run", "verify", "--json", zip)).isZero();
    JsonNode found = new JsonMapper().readTree(out.toString());
    assertThat(found.get("sound").asBoolean()).isTrue();
    assertThat(found.get("bytes").asLong()).isGreaterThan(done.get("bytes").asLong());
  }

  @Test
  void damagedBundle_isFoundWrong_andNotExported() throws IOException {
    Files.writeString(
        bundle.resolve("manifest.json"), Files.readString(bundle.resolve("manifest.json")) + " ");
    assertThat(export()).isEqualTo(1);
    assertThat(err.toString())
        .contains("changed: manifest.json", "obs run verify " + bundle, "OBS-CLI-006");
    assertThat(out.toString()).isEmpty();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void runThatGoesOn_cannotBeExported() throws IOException {
    Files.delete(bundle.resolve("checksums.sha256"));
    assertThat(export()).isEqualTo(3);
    assertThat(err.toString()).contains("its run goes on", "OBS-CLI-007");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void badTargets_areBadInput() throws IOException {
    assertThat(obs("run", "export", "--home", home.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--out", "OBS-CLI-001");
    Files.writeString(Path.of(zip), "mine");
    assertThat(export()).isEqualTo(2);
    assertThat(err.toString()).contains("is there already", "OBS-CLI-007");
    zip = elsewhere.resolve("no/run.zip").toString();
    assertThat(export()).isEqualTo(2);
    assertThat(err.toString()).contains("is not there");
    assertThat(export("--run", "nope")).isEqualTo(2);
    assertThat(err.toString()).contains("OBS-CLI-002");
    assertThat(obs("run", "verify", "/dev/null")).isEqualTo(2);
    assertThat(err.toString()).contains("neither a file nor a folder");
  }

  @Test
  void help_isWorthReading() {
    assertThat(obs("run", "export", "--help")).isZero();
    assertThat(out.toString()).contains("--out=FILE", "BagIt", "Examples:", "Exit codes:");
    assertThat(obs("run", "verify", "--help")).isZero();
    assertThat(out.toString()).contains("[FILE|DIR]", "Examples:");
  }
}
