package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real processes with a real standard output. */
class ForkTest {

  @TempDir private Path folder;

  @Test
  void threeLines_makeEveryLineJsonWhateverItWasLoggedWith() throws Exception {
    Fork fork = Fork.run(folder, Fork.THREE_LINES, "everything");
    assertThat(fork.exitCode()).isZero();
    assertThat(fork.stderr()).isEmpty();
    assertThat(fork.json())
        .allSatisfy(
            line ->
                assertThat(line.propertyNames())
                    .contains("ts", "level", "service", "component", "event", "message")
                    .contains("streamId", "runId", "instanceId", "correlation_id", "session_id"));
    assertThat(fork.line("from slf4j").get("count").asInt()).isEqualTo(3);
    assertThat(fork.line("from slf4j").get("streamId").asString()).isEqualTo("stream-42");
    assertThat(fork.line("from jul").get("logger").asString()).isEqualTo("app.jul");
    assertThat(fork.line("from jul").get("streamId").asString()).isEqualTo("stream-42");
    assertThat(fork.line("from jul with an argument").get("level").asString()).isEqualTo("WARN");
    assertThat(fork.line("from jul broken {0}").get("capture_error").asString())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(fork.line("from System.Logger").get("logger").asString()).isEqualTo("app.system");
    assertThat(fork.line("with exception").get("error").get("message").asString()).isEqualTo("x");
    assertThat(events(fork)).contains("instance_started", "run_started", "run_finished");
  }

  @Test
  void withoutLogstashAndJackson_everythingElseWorks() throws Exception {
    Fork fork =
        Fork.run(
            folder,
            Fork.THREE_LINES,
            "everything",
            element -> !element.contains("logstash") && !element.contains("jackson"));
    assertThat(fork.stderr()).isEmpty();
    assertThat(fork.line("from slf4j").get("count").asInt()).isEqualTo(3);
  }

  @Test
  void levelsOfLogback_ruleJul() throws Exception {
    String xml =
        """
        <configuration>
          <appender name="OBS" class="io.streamobs.logback.ObsAppender"/>
          <logger name="quiet" level="WARN"/>
          <root level="INFO"><appender-ref ref="OBS"/></root>
          <logger name="loud" level="DEBUG"/>
        </configuration>
        """;
    Fork fork = Fork.run(folder, xml, "jul-levels");
    assertThat(fork.json()).extracting(l -> l.get("message").asString()).containsExactly("wanted");
    assertThat(fork.stderr()).isEmpty();
  }

  @Test
  void uncaughtException_isAnEventWhereAsked() throws Exception {
    String xml =
        Fork.THREE_LINES.replace(
            "Appender\"/>", "Appender\"><captureUncaught>true</captureUncaught></appender>");
    Fork fork = Fork.run(folder, xml, "uncaught");
    JsonNode line = fork.line("thread doomed ended by an exception");
    assertThat(line.get("event").asString()).isEqualTo("uncaught_exception");
    assertThat(line.get("error_code").asString()).isEqualTo("OBS-PROC-001");
    assertThat(line.get("level").asString()).isEqualTo("ERROR");
    assertThat(line.get("error").get("stack").asString()).contains("Programs.fail");
    assertThat(fork.stderr()).isEmpty();
  }

  @Test
  void uncaughtException_isReportedOnceWhereAnObsDoesIt() throws Exception {
    String xml =
        Fork.THREE_LINES.replace(
            "Appender\"/>", "Appender\"><captureUncaught>true</captureUncaught></appender>");
    Fork fork = Fork.run(folder, xml, "uncaught-in-obs");
    // Two threads die: one while the Obs is open, one after that.
    assertThat(events(fork)).filteredOn("uncaught_exception"::equals).hasSize(2);
  }

  @Test
  void exit_losesNoLine() throws Exception {
    Fork fork = Fork.run(folder, Fork.THREE_LINES, "at-exit");
    assertThat(fork.exitCode()).isEqualTo(3);
    List<JsonNode> lines = fork.json();
    assertThat(lines).hasSize(1_001);
    assertThat(fork.line("from a hook")).isNotNull();
  }

  @Test
  void install_replacesWhatLogbackWasConfiguredWith() throws Exception {
    String plain =
        """
        <configuration>
          <appender name="PLAIN" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>plain %m%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="PLAIN"/></root>
        </configuration>
        """;
    Fork fork = Fork.run(folder, plain, "programmatic");
    assertThat(fork.json()).hasSize(2);
    assertThat(fork.json()).first().asString().contains("ours");
    assertThat(fork.json()).last().asString().contains("pipeline_health");
  }

  @Test
  void jul_isAsBeforeWhenTheLastCaptureEnds() throws Exception {
    Fork fork = Fork.run(folder, "<configuration/>", "jul-restored");
    assertThat(fork.line("captured")).isNotNull();
    assertThat(fork.stderr()).anyMatch(line -> line.contains("plain true"));
  }

  @Test
  void preset_andSystemOut() throws Exception {
    String xml =
        Fork.THREE_LINES.replace(
            "Appender\"/>",
            "Appender\"><stdout><naming>ecs</naming><target>System.out</target></stdout></appender>");
    Fork fork = Fork.run(folder, xml, "everything");
    assertThat(fork.json()).allMatch(line -> line.has("@timestamp") && line.has("log.level"));
  }

  @Test
  void mistake_isReportedAndTheProgramRuns() throws Exception {
    String xml =
        Fork.THREE_LINES.replace(
            "Appender\"/>",
            "Appender\"><stdout><rename>streamId=runId</rename></stdout></appender>");
    Fork fork = Fork.run(folder, xml, "at-exit");
    assertThat(fork.exitCode()).isEqualTo(3);
    assertThat(fork.stderr()).anyMatch(line -> line.contains("OBS-CONF-004"));
    assertThat(fork.json()).hasSameSizeAs(fork.stdout());
  }

  @Test
  void stdoutAndFile_sideBySide_haveTheSameLines() throws Exception {
    String xml =
        Fork.THREE_LINES.replace(
            "Appender\"/>",
            """
            Appender"><stdout/><file>
              <folder>%s</folder><maxFileSize>64KB</maxFileSize>
            </file></appender>"""
                .formatted(folder.resolve("logs")));
    Fork fork = Fork.run(folder, xml, "closes");
    assertThat(fork.exitCode()).isZero();
    assertThat(fork.stderr()).isEmpty();
    List<String> inFiles = linesOf(folder.resolve("logs"));
    assertThat(inFiles).hasSizeGreaterThan(1_001).isEqualTo(fork.stdout());
    assertThat(events(fork)).contains("log_rotated");
    assertThat(folder.resolve("logs")).isDirectoryNotContaining("glob:**.owner");
  }

  @Test
  void processThatForgetsToStop_hasItsLinesInTheFile_andDidNotEndUncleanly() throws Exception {
    Path logs = folder.resolve("logs");
    String xml =
        Fork.THREE_LINES.replace(
            "Appender\"/>", "Appender\"><file><folder>" + logs + "</folder></file></appender>");
    for (int run = 1; run <= 3; run++) {
      assertThat(Fork.run(folder, xml, "at-exit").exitCode()).isEqualTo(3);
      assertThat(linesOf(logs)).hasSize(run * 1_001).noneMatch(l -> l.contains("unclean_end"));
    }
  }

  private static List<String> linesOf(Path logs) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static List<String> events(Fork fork) {
    return fork.json().stream().map(line -> line.get("event").asString()).toList();
  }
}
