package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real processes with real standard output. */
@Timeout(120)
class ProcessTest {

  @TempDir Path folder;

  @Test
  void hostThatForgetsToClose_stillHasAllItsLines_alsoThoseOfItsOwnExitHooks() throws Exception {
    Forked worker = Forked.run(folder, Forked.command("forgets-to-close"));
    assertThat(worker.exit()).isZero();
    assertThat(worker.events("stage_finished")).hasSize(1);
    assertThat(worker.events("said_in_a_hook")).hasSize(1);
    JsonNode ended = worker.events("run_finished").get(0);
    assertThat(ended.get("details").get("completion").asString()).isEqualTo("interrupted");
    assertThat(worker.events("instance_stopped")).hasSize(1);
    assertThat(worker.complaints()).isEmpty();
  }

  @Test
  void exceptionThatEndsAThread_isAnEventInItsScope_andNoTextOnStandardError() throws Exception {
    Forked worker = Forked.run(folder, Forked.command("dies-of-an-exception"));
    JsonNode uncaught = worker.events("uncaught_exception").get(0);
    assertThat(uncaught.get("error_code").asString()).isEqualTo("OBS-PROC-001");
    assertThat(uncaught.get("error").get("message").asString()).isEqualTo("nobody catches this");
    assertThat(uncaught.get("message").asString()).contains("encoder-1");
    assertThat(worker.complaints()).isEmpty();
  }

  @Test
  void childProcess_carriesSessionAndCorrelationOn() throws Exception {
    Forked worker = Forked.run(folder, Forked.command("has-a-child"));
    JsonNode run = worker.events("run_started").get(0);
    JsonNode inChild = worker.events("counted").get(0);
    assertThat(inChild.get("session_id")).isEqualTo(run.get("session_id"));
    assertThat(inChild.get("correlation_id")).isEqualTo(run.get("correlation_id"));
    assertThat(inChild.get("instanceId")).isNotEqualTo(run.get("instanceId"));
  }

  @Test
  void standardOutputThatIsFull_isReportedWithItsCount_andTheHostEnds() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists());
    Forked worker =
        Forked.run(folder, Forked.command("writes", "2000").redirectOutput(Redirect.to(full)));
    assertThat(worker.exit()).isZero();
    assertThat(worker.lastComplaint())
        .contains("records_dropped", "OBS-PIPE-001", "No space left on device");
    // The events, and the instance's start, its stop, and the failure of the output itself.
    assertThat(worker.stderr().toString()).contains("failed=2003");
  }

  @Test
  void outputThatCannotBeWritten_isSaidOnStandardErrorAtOnce_andOnce() throws Exception {
    assumeTrue(new File("/dev/full").exists());
    Path err = folder.resolve("err");
    Process host =
        Forked.command("waits")
            .redirectOutput(Redirect.to(new File("/dev/full")))
            .redirectError(err.toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.readString(err).contains("sink_failed"));
    } finally {
      host.getOutputStream().close();
    }
    assertThat(host.waitFor()).isZero();
    assertThat(Files.readString(err))
        .containsOnlyOnce("sink_failed")
        .contains("OBS-PIPE-002", "No space left on device", "no other output either");
  }

  @Test
  void standardOutputThatNobodyReads_doesNotHoldTheHost() throws Exception {
    Path fifo = folder.resolve("fifo");
    assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
    // Somebody has it open, and reads nothing.
    Process holder =
        new ProcessBuilder("sh", "-c", "exec 3<>'" + fifo + "'; exec sleep 60").start();
    try {
      Forked worker =
          Forked.run(
              folder, Forked.command("writes", "20000").redirectOutput(Redirect.to(fifo.toFile())));
      assertThat(worker.exit()).isZero();
      assertThat(worker.lastComplaint()).contains("records_dropped", "stalled");
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void readerThatGoesAway_doesNotHoldTheHost() throws Exception {
    Path err = folder.resolve("err");
    String java = String.join("' '", Forked.command("writes", "20000").command());
    Process shell =
        new ProcessBuilder("sh", "-c", "'" + java + "' 2>'" + err + "' | head -n 1").start();
    assertThat(shell.waitFor()).isZero();
    Awaitility.await()
        .untilAsserted(() -> assertThat(Files.readString(err)).contains("Broken pipe", "ledger"));
  }

  @Test
  void runtimeWithoutJmx_logsLikeAnyOther() throws Exception {
    ProcessBuilder command = Forked.command("writes", "3");
    command.command().addAll(1, List.of("--limit-modules", "java.base"));
    Forked worker = Forked.run(folder, command);
    assertThat(worker.exit()).as("%s", worker.stderr()).isZero();
    assertThat(worker.events("counted")).hasSize(3);
    assertThat(worker.complaints()).isEmpty();
  }

  @Test
  void settingThatCannotBeUsed_stopsTheProgramWithAMessage() throws Exception {
    ProcessBuilder command = Forked.command("writes", "1");
    command.environment().put("OBS_CLOSE_DEADLINE", "soon");
    Forked worker = Forked.run(folder, command);
    assertThat(worker.exit()).isNotZero();
    assertThat(worker.stderr().toString()).contains("OBS-CONF-002", "OBS_CLOSE_DEADLINE", "soon");
    assertThat(worker.stdout()).isEmpty();
  }
}
