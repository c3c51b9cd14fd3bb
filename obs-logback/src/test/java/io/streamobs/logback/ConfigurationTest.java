package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.streamobs.ConfigurationException;
import io.streamobs.FieldNaming;
import io.streamobs.event.RecordField;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  @TempDir private Path folder;
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void threeLines_areEnough() throws Exception {
    ObsAppender appender = configured("");
    assertThat(appender.isStarted()).isTrue();
    assertThat(errors()).isEmpty();
  }

  @Test
  void everyElement_isTaken() throws Exception {
    ObsAppender appender =
        configured(
            """
            <captureJul>false</captureJul>
            <captureUncaught>true</captureUncaught>
            <mirrorMdc>true</mirrorMdc>
            <throwableConverter class="net.logstash.logback.stacktrace.ShortenedThrowableConverter">
              <maxDepthPerThrowable>5</maxDepthPerThrowable>
            </throwableConverter>
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>INFO</level></filter>
            <stdout>
              <naming>ecs</naming>
              <rename>streamId=stream</rename>
              <rename>runId=run</rename>
              <target>System.out</target>
              <bufferBytes>131072</bufferBytes>
            </stdout>
            """);
    assertThat(appender.isStarted()).isTrue();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <stdout><naming>elastic</naming></stdout>            | OBS-CONF-004 | elastic
          <stdout><rename>stream</rename></stdout>              | OBS-CONF-004 | streamId=stream
          <stdout><rename>streem=stream</rename></stdout>       | OBS-CONF-004 | streem
          <stdout><rename>streamId=runId</rename></stdout>      | OBS-CONF-004 | runId
          <stdout><naming>ecs</naming><rename>seq=message</rename></stdout> | OBS-CONF-004 | message
          <stdout><bufferBytes>big</bufferBytes></stdout>       | OBS-CONF-002 | bufferBytes is "big"
          <stdout><bufferBytes>1</bufferBytes></stdout>         | OBS-CONF-002 | 65536
          <stdout><target>stderr</target></stdout>              | OBS-CONF-002 | System.out
          <file/>                                               | OBS-CONF-002 | OBS_HOME
          <file><folder>target/x</folder><maxFileSize>64 M</maxFileSize></file> | OBS-CONF-002 | maxFileSize is "64 M"
          <file><folder>target/x</folder><maxFileSize>1KB</maxFileSize></file> | OBS-CONF-002 | 64KB to 1TB
          <file><folder>target/x</folder><rotateEvery>daily</rotateEvery></file> | OBS-CONF-002 | rotateEvery is "daily"
          <file><folder>target/x</folder><rotateEvery>5s</rotateEvery></file> | OBS-CONF-002 | 1m
          <file><folder>target/x</folder><maxAge>0d</maxAge></file> | OBS-CONF-002 | maxAge is "0d"
          <file><folder>target/x</folder><totalSize>0</totalSize></file> | OBS-CONF-002 | totalSize is "0"
          <file><folder>target/x</folder><totalSize>1MB</totalSize></file> | OBS-CONF-002 | 1048576
          <file><folder>target/x</folder><maxFiles>0</maxFiles></file> | OBS-CONF-002 | maxFiles is "0"
          <file><folder>target/x</folder><maxAge>never</maxAge></file> | OBS-CONF-002 | maxAge is "never"
          <file><folder>target/x</folder><maxAge>off</maxAge><totalSize>off</totalSize><maxFiles>off</maxFiles></file> | OBS-CONF-002 | set one of them
          <file><folder>target/x</folder><maxFiles>few</maxFiles></file> | OBS-CONF-002 | maxFiles is "few"
          <file><folder>target/x</folder><gzip>yes</gzip></file> | OBS-CONF-002 | gzip is "yes"
          <file><folder>target/x</folder><bufferBytes>1</bufferBytes></file> | OBS-CONF-002 | 65536
          <file><folder>target/x</folder><naming>elastic</naming></file> | OBS-CONF-004 | elastic
          <captureJul>yes</captureJul>                          | OBS-CONF-002 | captureJul is "yes"
          <mirrorMdc>1</mirrorMdc>                              | OBS-CONF-002 | true or false
          """)
  void mistake_isAnErrorThatNamesIt(String xml, String code, String named) throws Exception {
    ObsAppender appender = configured(xml);
    assertThat(appender.isStarted()).isFalse();
    assertThat(errors()).singleElement().asString().contains(code, named, "OBS");
    context.getLogger("x").error("reaches nobody, and harms nobody");
  }

  @Test
  void everyElementOfAFile_isTaken() throws Exception {
    ObsAppender appender =
        configured(
            """
            <file>
              <folder>%s</folder>
              <name>live-dub</name>
              <maxFileSize>64KB</maxFileSize>
              <rotateEvery>1h</rotateEvery>
              <maxAge>PT24H</maxAge>
              <totalSize>1GiB</totalSize>
              <maxFiles>7</maxFiles>
              <gzip>true</gzip>
              <naming>ecs</naming>
              <rename>streamId=stream</rename>
              <bufferBytes>131072</bufferBytes>
            </file>
            """
                .formatted(folder));
    assertThat(appender.isStarted()).isTrue();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
    context.getLogger("x").setLevel(ch.qos.logback.classic.Level.INFO);
    context.getLogger("x").info("to a file");
    context.stop();
    try (var files = Files.list(folder)) {
      Path only = files.filter(f -> f.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      assertThat(only.getFileName().toString()).startsWith("live-dub_").endsWith("_0001.jsonl");
      assertThat(Files.readString(only)).contains("\"log.level\":\"INFO\"", "\"stream\":\"-\"");
    }
  }

  @Test
  void mistakeInASecondOutput_leavesNothingOpen() throws Exception {
    int before = io.streamobs.ObsProcess.pipeline().health().sinks().size();
    configured("<stdout/><stdout><target>nowhere</target></stdout>");
    assertThat(io.streamobs.ObsProcess.pipeline().health().sinks()).hasSize(before);
  }

  @Test
  void renames_maySwapNames() {
    FieldNaming swapped = Naming.of(null, List.of("streamId=runId", "runId=streamId"));
    assertThat(swapped.name(RecordField.STREAM_ID)).isEqualTo("runId");
    assertThat(swapped.name(RecordField.RUN_ID)).isEqualTo("streamId");
  }

  @Test
  void renames_standOnTopOfAPreset() {
    FieldNaming naming = Naming.of("ecs", List.of("streamId = stream"));
    assertThat(naming.name(RecordField.STREAM_ID)).isEqualTo("stream");
    assertThat(naming.name(RecordField.TS)).isEqualTo("@timestamp");
  }

  @Test
  void fieldRenamedTwice_isRefused() {
    assertThatThrownBy(() -> Naming.of(null, List.of("seq=a", "seq=b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("once for each field");
  }

  @Test
  void presetAndRename_shapeTheLines() {
    try (Rig rig = new Rig()) {
      rig.captured.setNaming("ecs");
      rig.captured.addRename("streamId=stream");
      rig.started().logger().error("boom", new IllegalStateException("x"));
      assertThat(rig.line().get("@timestamp").isString()).isTrue();
      assertThat(rig.line().get("log.level").asString()).isEqualTo("ERROR");
      assertThat(rig.line().get("stream").asString()).isEqualTo("-");
      assertThat(rig.line().get("error").get("stack_trace").isString()).isTrue();
    }
  }

  @Test
  void restart_goesOn() {
    try (Rig rig = new Rig().started()) {
      rig.logger().info("one");
      rig.appender.stop();
      rig.logger().info("nobody listens");
      rig.appender.start();
      rig.appender.start();
      rig.logger().info("two");
      assertThat(rig.lines())
          .extracting(l -> l.get("message").asString())
          .containsExactly("one", "the pipeline is sound", "two"); // it says so whenever it ends
    }
  }

  @Test
  void twoContexts_keepTheirLinesApart() {
    try (Rig first = new Rig().started();
        Rig second = new Rig().started()) {
      first.logger().info("first");
      second.logger().info("second");
      assertThat(first.line().get("message").asString()).isEqualTo("first");
      assertThat(second.line().get("message").asString()).isEqualTo("second");
    }
  }

  private ObsAppender configured(String elements) throws JoranException {
    String xml =
        "<configuration><appender name=\"OBS\" class=\"io.streamobs.logback.ObsAppender\">"
            + elements
            + "</appender><root level=\"OFF\"><appender-ref ref=\"OBS\"/></root></configuration>";
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    return (ObsAppender) context.getLogger("ROOT").getAppender("OBS");
  }

  private List<String> errors() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == Status.ERROR)
        .map(Status::getMessage)
        .toList();
  }
}
