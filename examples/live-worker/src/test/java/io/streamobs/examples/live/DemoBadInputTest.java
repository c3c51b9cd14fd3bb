package io.streamobs.examples.live;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Outcome;
import io.streamobs.testkit.RecordView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Whoever asks for what cannot be is told so: as a person, by exit code, and in the log. */
class DemoBadInputTest {
  @TempDir Path scratch;

  private DemoProcess demo;

  @Test
  void text_isBadInput() throws Exception {
    Path text = Files.writeString(scratch.resolve("notes.md"), "no film");
    run(text.toString());
    assertRunFailed("LIVE-MEDIA-003", "notes.md is not media");
    assertThat(demo.home().resolve("hls")).doesNotExist();
  }

  @Test
  void missingFile_isBadInput() throws Exception {
    run(scratch.resolve("missing.wav").toString());
    assertRunFailed("LIVE-MEDIA-001", "There is no file");
  }

  @Test
  void directory_isBadInput() throws Exception {
    run(scratch.toString());
    assertRunFailed("LIVE-MEDIA-002", "is a directory");
  }

  @Test
  void wrongUsage_showsTheUsage() throws Exception {
    run("--loud");
    assertThat(demo.exitCode()).isEqualTo(2);
    assertThat(demo.told()).contains("no option --loud", "[LIVE-USE-001]", "usage: demo [MEDIA]");
    assertThat(demo.record("wrong_usage").errorCode()).isEqualTo("LIVE-USE-001");
    assertLinesAreValid();
  }

  @Test
  void homeThatCannotBe_isSaid() throws Exception {
    Files.writeString(scratch.resolve("my home"), "a file");
    run();
    assertThat(demo.exitCode()).isEqualTo(3);
    assertThat(demo.told()).contains("demo: OBS-CONF-002: home is");
    assertThat(demo.record("log_message").errorCode()).isEqualTo("OBS-CONF-002");
    assertLinesAreValid();
  }

  @Test
  void settingThatCannotBe_isSaid_andNotOnStdout() throws Exception {
    demo = DemoProcess.start(scratch, Map.of("OBS_QUEUE_CAPACITY", "abc")).await();
    assertThat(demo.exitCode()).isEqualTo(3);
    assertThat(demo.told()).contains("demo: OBS-CONF-002: OBS_QUEUE_CAPACITY is");
    assertThat(demo.log().records()).isEmpty();
  }

  private void run(String... arguments) throws Exception {
    demo = DemoProcess.run(scratch, arguments);
  }

  private void assertRunFailed(String code, String message) throws IOException {
    assertThat(demo.exitCode()).isEqualTo(2);
    assertThat(demo.told()).contains("demo: ", message, "[" + code + "]");
    RecordView end = demo.record("run_finished");
    assertThat(end.level()).isEqualTo(Level.ERROR);
    assertThat(end.errorCode()).isEqualTo(code);
    assertThat(end.errorMessage()).contains(message);
    assertThat(demo.log()).ofRun(end.runId()).hasRunOutcome(Outcome.FAILURE).isCorrelated();
    assertLinesAreValid();
  }

  private void assertLinesAreValid() {
    assertThat(demo.log())
        .everyRecordHasRequiredFields()
        .everyRecordMatchesSchema()
        .hasNoTornLine()
        .lostNothing();
  }
}
