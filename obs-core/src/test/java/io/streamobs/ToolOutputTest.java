package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolOutputTest {

  private final CapturingSink sink = new CapturingSink();

  private List<String> follow(InputStream output) {
    try (Obs obs = Obs.builder().standalone().sink(sink).open();
        RunScope run = obs.run("stream-42").open();
        StageScope stage = run.stage("encode").open()) {
      assertThat(stage.follow("tool", output).await(Duration.ofSeconds(20))).isTrue();
      stage.succeed();
    }
    return sink.events("tool_output").stream().map(line -> line.get("message").asString()).toList();
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachLine_isAnEventOfTheStage() {
    assertThat(follow(text("one\ntwo\r\nframe 1\rframe 2\rlast without end")))
        .containsExactly("one", "two", "frame 1", "frame 2", "last without end");
    JsonNode first = sink.events("tool_output").get(0);
    assertThat(first.get("level").asString()).isEqualTo("DEBUG");
    assertThat(first.get("stage").asString()).isEqualTo("encode");
    assertThat(first.get("details").get("tool").asString()).isEqualTo("tool");
  }

  @Test
  void lineWithoutEnd_isTakenInParts() {
    assertThat(follow(text("x".repeat(10_000))))
        .extracting(String::length)
        .containsExactly(4_096, 4_096, 1_808);
  }

  @Test
  void secret_isRedacted() {
    assertThat(follow(text("Opening rtmp://user:hunter2@host/live")))
        .singleElement()
        .asString()
        .doesNotContain("hunter2");
  }

  @Test
  void outputThatBreaksOff_saysSo() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Stream closed");
          }
        };
    assertThat(follow(broken))
        .containsExactly("its output broke off: java.io.IOException: Stream closed");
  }

  @Test
  void noOutput_isMisuse_andNoException() {
    assertThat(follow(null)).isEmpty();
    assertThat(sink.events("api_misuse")).hasSize(1);
  }

  @Test
  void program_neverWaitsForItsReader() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")));
    Process process =
        new ProcessBuilder(
                "sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done")
            .start();
    Obs obs = Obs.builder().standalone().sink(sink).open();
    try (RunScope run = obs.run("stream-42").open();
        StageScope stage = run.stage("encode").open()) {
      try (ToolOutput messages = stage.follow("sh", process.getErrorStream())) {
        assertThat(process.waitFor()).isZero();
        assertThat(messages.await(Duration.ofSeconds(20))).isTrue();
      }
      stage.succeed();
    }
    Health last = obs.close(Duration.ofSeconds(20));
    long dropped =
        Stream.concat(Stream.of(last.queue()), last.sinks().stream())
            .flatMap(ledger -> ledger.drops().stream())
            .mapToLong(Ledger.Drop::count)
            .sum();
    assertThat(sink.events("tool_output").size() + dropped).isGreaterThanOrEqualTo(20_000);
  }
}
