package io.streamobs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several who append at the same time. */
@Timeout(180)
class AuditProcessTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;

  private Process start(String actor) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            AuditProcess.class.getName(),
            home.toString(),
            actor,
            "2",
            "200")
        .redirectError(Redirect.INHERIT)
        .redirectOutput(Redirect.INHERIT)
        .start();
  }

  @Test
  void entriesOfSeveralProcessesAndThreads_areOneChain_withNoneMissing() throws Exception {
    List<Process> processes = List.of(start("a"), start("b"));
    for (Process process : processes) {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    AuditVerification found = Audit.of(home, null).verify(null);
    assertThat(found.problems()).isEmpty();
    assertThat(found.entries()).isEqualTo(800);
    Map<String, List<Integer>> numbers = new HashMap<>();
    Audit.of(home, null)
        .read(
            line -> {
              JsonNode entry = MAPPER.readTree(line);
              numbers
                  .computeIfAbsent(entry.get("actor").asString(), actor -> new ArrayList<>())
                  .add(entry.get("number").asInt());
            });
    assertThat(numbers.keySet()).containsExactlyInAnyOrder("a-0", "a-1", "b-0", "b-1");
    assertThat(numbers.values()).allSatisfy(each -> assertThat(each).hasSize(200).isSorted());
  }

  @Test
  void whoeverIsAtIt_isWaitedFor() throws Exception {
    Path lock = Files.createDirectories(home.resolve("locks")).resolve("audit.lock");
    CompletableFuture<AuditHead> appended;
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      appended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Audit.of(home, null).append(AuditRig.entry(1));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(home.resolve("audit/audit.jsonl")).doesNotExist();
    }
    assertThat(appended.get(60, TimeUnit.SECONDS).n()).isEqualTo(1);
  }
}
