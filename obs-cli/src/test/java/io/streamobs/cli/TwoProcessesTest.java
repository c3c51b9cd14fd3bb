package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TwoProcessesTest {

  private static final int FILES = 2_000;
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;
  @TempDir Path elsewhere;

  @Test
  void twoThatApplyAtOnce_deleteEachOnce_andKeepTheAuditSound() throws Exception {
    OldLogs logs = new OldLogs(home);
    logs.write(FILES, 100, Duration.ofDays(40));
    logs.write(1, 100, Duration.ofDays(1));
    Path policy = Files.write(elsewhere.resolve("policy"), List.of("[log_file]", "max-age = 30d"));
    Cli cli = new Cli(home);
    String[] apply = {"retention", "apply", "--json", "--policy", policy.toString()};
    Process one = cli.start(apply);
    Process other = cli.start(apply);
    assertThat(deleted(one) + deleted(other)).isEqualTo(FILES);
    assertThat(logs.files()).hasSize(1);

    assertThat(cli.obs("audit", "verify")).isZero();
    assertThat(cli.obs("audit", "show", "--json")).isZero();
    List<JsonNode> done =
        cli.objects().stream()
            .filter(entry -> entry.get("action").asString().equals("purge_done"))
            .toList();
    assertThat(done).hasSize(FILES);
    assertThat(done.stream().map(entry -> entry.get("id").asString()).distinct()).hasSize(FILES);
    assertThat(done).allMatch(entry -> entry.get("files").asInt() == 1);
  }

  private static long deleted(Process process) throws IOException, InterruptedException {
    byte[] out = process.getInputStream().readAllBytes();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isZero();
    return MAPPER.readTree(out).get("deleted").asLong();
  }
}
