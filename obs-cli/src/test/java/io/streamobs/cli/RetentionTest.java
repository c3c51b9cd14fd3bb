package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RecordSinks;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RetentionTest {

  static final Duration OLD = Duration.ofDays(40);
  static final Duration YOUNG = Duration.ofDays(2);

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Cli cli;
  private OldLogs logs;
  private String policy;

  @BeforeEach
  void someLogs() throws IOException {
    cli = new Cli(home);
    logs = new OldLogs(home);
    logs.write(3, 2_048, OLD);
    logs.write(1, 512, YOUNG);
    policy = policy("[log_file]", "max-age = 30d");
  }

  private String policy(String... lines) throws IOException {
    return Files.write(elsewhere.resolve("retention.conf"), List.of(lines)).toString();
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.sorted().toList();
    }
  }

  @Test
  void plan_showsWhatGoesAndWhy_andChangesNothing() throws IOException {
    List<Path> before = everything();
    assertThat(cli.obs("retention", "plan", "--policy", policy)).isZero();
    assertThat(cli.lines().get(0)).matches("kind +id +part +bytes +age +why it goes");
    assertThat(cli.lines().get(1))
        .matches("log_file +worker\\S+_0001.jsonl.gz +all +2.0 KB +40 d +older than 30d");
    assertThat(cli.out())
        .containsPattern("log_file +4 +6.5 KB +3 +6.0 KB +1 +512 B")
        .containsPattern("disk +[0-9.]+ [MGTP]B free, then")
        .contains("plan   3 deletions, 6.0 KB; nothing was changed");
    assertThat(cli.err()).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void plan_thatDeletesNothing_saysSo() throws IOException {
    assertThat(cli.obs("retention", "plan", "--policy", policy("[log_file]", "max-age = 90d")))
        .isZero();
    assertThat(cli.out()).contains("plan   nothing goes").doesNotContain("why it goes");
  }

  @Test
  void plan_asJson_hasAllOfIt_anObjectALine() throws IOException {
    String withDisk = policy("[log_file]", "max-age = 30d", "[disk]", "min-free = 1MB");
    assertThat(cli.obs("retention", "plan", "--json", "--policy", withDisk)).isZero();
    JsonNode plan = cli.objects().get(0);
    assertThat(plan.get("type").asString()).isEqualTo("plan");
    assertThat(plan.get("deletions").asInt()).isEqualTo(3);
    assertThat(plan.get("min_free_bytes").asLong()).isEqualTo(1 << 20);
    assertThat(cli.objects("deletion"))
        .hasSize(3)
        .allMatch(deletion -> deletion.get("rule").asString().equals("max-age"));
    JsonNode usage = cli.objects("usage").get(0);
    assertThat(usage.get("count").asInt()).isEqualTo(4);
    assertThat(usage.get("count_after").asInt()).isEqualTo(1);
    assertThat(usage.get("bytes_after").asInt()).isEqualTo(512);
  }

  @Test
  void plan_ofMany_showsTheFirstOnly_andAsJsonAll() throws IOException {
    logs.write(57, 10, OLD);
    assertThat(cli.obs("retention", "plan", "--policy", policy)).isZero();
    assertThat(cli.out()).contains("… and 10 more (--json for all)");
    assertThat(cli.lines().stream().filter(line -> line.contains("older than"))).hasSize(50);
    assertThat(cli.obs("retention", "plan", "--json", "--policy", policy)).isZero();
    assertThat(cli.objects("deletion")).hasSize(60);
  }

  @Test
  void plan_keepsWhatALiveProcessWrites() throws IOException {
    try (Obs obs =
        Obs.builder()
            .service("live")
            .standalone()
            .sink(RecordSinks.file(home.resolve("logs")).build())
            .open()) {
      obs.run("stream-42").open().close();
      assertThat(obs.flush(Duration.ofSeconds(10))).isTrue();
      String all = policy("[log_file]", "max-count = 1");
      assertThat(cli.obs("retention", "plan", "--policy", all)).isZero();
      assertThat(cli.out()).containsPattern("log_file +1 +\\S+ K?B +written by a live process");
      assertThat(cli.obs("retention", "plan", "--json", "--policy", all)).isZero();
      assertThat(cli.objects("kept").get(0).get("reason").asString())
          .isEqualTo("written by a live process");
    }
  }

  @Test
  void clockThatMayBeWrong_isSaid_andCanBeTrusted() throws IOException {
    for (Path file : logs.files()) {
      Files.delete(file);
    }
    logs.write(2, 10, Duration.ofDays(60));
    policy = policy("[log_file]", "max-age = 50d");
    assertThat(cli.obs("retention", "apply", "--policy", policy)).isZero();
    assertThat(cli.out()).contains("deleted  0,", "the clock may be wrong", "--trust-clock");
    assertThat(cli.obs("retention", "plan", "--policy", policy, "--trust-clock")).isZero();
    assertThat(cli.out()).contains("2 deletions").doesNotContain("clock");
    assertThat(cli.obs("retention", "apply", "--policy", policy, "--trust-clock")).isZero();
    assertThat(logs.files()).isEmpty();
  }

  @Test
  void withoutPolicy_isWrongUsage_andSaysHow() {
    for (String verb : new String[] {"plan", "apply"}) {
      assertThat(cli.obs("retention", verb)).isEqualTo(2);
      assertThat(cli.err())
          .contains("--policy", "OBS_RETENTION_POLICY", "max-age = 30d", "OBS-CLI-008");
    }
  }

  @Test
  void policyFromOutside_isTaken() {
    System.setProperty("obs.retention.policy", policy);
    try {
      assertThat(cli.obs("retention", "plan")).isZero();
      assertThat(cli.out()).contains("3 deletions");
    } finally {
      System.clearProperty("obs.retention.policy");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age = 30d                              | line 1
          [log_file];max-age = soon                  | line 2
          [log_file];max-age = 30d;colour = red      | line 3
          [log_file];max-age = 30d;;max-age = 31d    | line 4
          [logfile];max-age = 30d                    | line 1
          # nothing                                  | empty
          [log_file]                                 | line 1
          [log_file];max-count = 2;keep-last = 3     | line 3
          [log_file];max-age = 30d;[disk];free = 1GB | line 4
          """)
  void badPolicy_isBadInput_andNamesTheLine(String lines, String named) throws IOException {
    String bad = policy(lines.split(";"));
    for (String verb : new String[] {"plan", "apply"}) {
      assertThat(cli.obs("retention", verb, "--policy", bad)).isEqualTo(2);
      assertThat(cli.err()).startsWith("obs: ").contains("retention.conf", named);
      assertThat(cli.err().strip()).endsWith("[OBS-RETAIN-003]").hasLineCount(1);
    }
    assertThat(logs.files()).hasSize(4);
  }

  @Test
  void missingPolicyFile_isBadInput() {
    assertThat(cli.obs("retention", "apply", "--policy", elsewhere.resolve("no").toString()))
        .isEqualTo(2);
    assertThat(cli.err()).contains("no\"", "OBS-RETAIN-003");
  }

  @Test
  void apply_deletes_andEndsWithTheHeadOfTheAudit() throws IOException {
    assertThat(cli.obs("retention", "apply", "--policy", policy, "--actor", "ada")).isZero();
    assertThat(cli.out())
        .contains("deleted  3, 3 files, 6.0 KB")
        .containsPattern("audit    entry 6, head [0-9a-f]{64}");
    assertThat(logs.files()).hasSize(1);
    assertThat(cli.obs("audit", "show")).isZero();
    assertThat(cli.lines()).hasSize(7);
    assertThat(cli.lines().get(6)).containsPattern("purge_done +ada +log_file worker");
    assertThat(cli.obs("retention", "apply", "--policy", policy)).isZero();
    assertThat(cli.out()).contains("deleted  0, 0 files, 0 B", "entry 6");
  }

  @Test
  void apply_asJson_hasTheSum() {
    assertThat(cli.obs("retention", "apply", "--policy", policy, "--json")).isZero();
    JsonNode sum = cli.objects("purge").get(0);
    assertThat(sum.get("deleted").asInt()).isEqualTo(3);
    assertThat(sum.get("failed").asInt()).isZero();
    assertThat(sum.get("audit_n").asInt()).isEqualTo(6);
    assertThat(sum.get("audit_head").asString()).hasSize(64);
  }

  @Test
  void apply_ofWhatCannotBeDeleted_namesIt_andIsWrong() throws IOException {
    Path lock = home.resolve("logs/.obs-files.lock");
    try (FileChannel other =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();
      assertThat(cli.obs("retention", "apply", "--policy", policy)).isEqualTo(1);
      assertThat(cli.out())
          .contains("deleted  0,")
          .containsPattern("failed   log_file worker\\S+_0001.jsonl.gz: .*another process");
      assertThat(cli.obs("retention", "apply", "--policy", policy, "--json")).isEqualTo(1);
      assertThat(cli.objects("failure")).hasSize(3);
    }
    assertThat(logs.files()).hasSize(4);
    assertThat(cli.obs("retention", "apply", "--policy", policy)).isZero();
    assertThat(logs.files()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"audit", "locks"})
  void homeThatCannotBeWritten_isAFailure_andNothingGoes(String folder) throws IOException {
    Files.writeString(home.resolve(folder), "in the way");
    assertThat(cli.obs("retention", "apply", "--policy", policy)).isEqualTo(3);
    assertThat(cli.err()).contains("the policy was not applied", folder, "OBS-CLI-010");
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(logs.files()).hasSize(4);
    assertThat(cli.obs("retention", "plan", "--policy", policy)).isZero();
  }

  @Test
  void signedAudit_withoutItsKey_isAFailure_andNothingGoes() throws IOException {
    String key = Files.writeString(elsewhere.resolve("key"), "k".repeat(32)).toString();
    assertThat(cli.obs("retention", "apply", "--policy", policy, "--key-file", key)).isZero();
    logs.write(1, 10, OLD);
    assertThat(cli.obs("retention", "apply", "--policy", policy)).isEqualTo(3);
    assertThat(cli.err()).contains("it is signed").endsWith("[OBS-AUDIT-001]\n");
    assertThat(logs.files()).hasSize(2);
  }

  @Test
  void missingHome_isBadInput() {
    Cli nowhere = new Cli(home.resolve("nowhere"));
    for (String verb : new String[] {"plan", "apply"}) {
      assertThat(nowhere.obs("retention", verb, "--policy", policy)).isEqualTo(2);
      assertThat(nowhere.err()).contains("there is no home", "OBS-CLI-002");
    }
    assertThat(home.resolve("nowhere")).doesNotExist();
  }

  @Test
  void help_hasExamples() {
    assertThat(cli.obs("retention", "plan", "--help")).isZero();
    assertThat(cli.out()).contains("--policy", "--trust-clock", "Examples:", "min-free = 5GB");
    assertThat(cli.obs("retention")).isEqualTo(2);
  }
}
