package io.streamobs.testkit;

import static io.streamobs.testkit.Lines.line;
import static io.streamobs.testkit.Lines.stageFinished;
import static io.streamobs.testkit.Lines.stageStarted;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.event.RecordField;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogSchemaTest {

  private static final String SPAN = FakeIds.spanId(1);

  private static List<String> violations(Lines line) {
    return LogSchema.ofRecords().violations(line.json());
  }

  @Test
  void valid_plainLine() {
    assertThat(violations(line(1).with("anything", Map.of("x", 1)).with("upload_ms", 0))).isEmpty();
  }

  @Test
  void valid_unknownEventAndField() {
    assertThat(violations(line(1).with("event", "segment_published").with("stage_count", -1)))
        .isEmpty();
  }

  @Test
  void violation_namesThePlace() {
    assertThat(violations(line(1).with("seq", "one")))
        .singleElement()
        .asString()
        .startsWith("/seq");
  }

  @Test
  void violation_noJson() {
    assertThat(LogSchema.ofRecords().violations("plain"))
        .singleElement()
        .asString()
        .startsWith("not valid JSON");
    assertThat(LogSchema.ofRecords().violations("{\"a\":1,\"a\":2}")).hasSize(1);
    assertThat(LogSchema.ofRecords().violations("[]")).isNotEmpty();
  }

  @Test
  void everyContractField_isDescribed() {
    for (RecordField field : RecordField.values()) {
      assertThat(violations(line(1).with(field.json(), List.of())))
          .as("a list as " + field.json())
          .isNotEmpty();
    }
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        of("ts without zone", line(1).with("ts", "2026-01-01T00:00:00.000")),
        of("ts with offset", line(1).with("ts", "2026-01-01T00:00:00.000+01:00")),
        of("ts without milliseconds", line(1).with("ts", "2026-01-01T00:00:00Z")),
        of("ts on no day", line(1).with("ts", "2026-02-31T00:00:00.000Z")),
        of("level in lower case", line(1).with("level", "info")),
        of("seq 0", line(1).with("seq", 0)),
        of("seq a fraction", line(1).with("seq", 1.5)),
        of("event in camel case", line(1).with("event", "stageFinished")),
        of("event with newline", line(1).with("event", "stage_finished\n")),
        of("service empty", line(1).with("service", "")),
        of("run id with blank", line(1).with("runId", "a b")),
        of("correlation id none", line(1).with("correlation_id", "-")),
        of("session id with newline", line(1).with("session_id", "a\n")),
        of("stream without run", line(1).with("runId", "-")),
        of("run without stream", line(1).with("streamId", "-")),
        of("fragment outside a run", noRun(line(1)).with("fragmentSeq", 1)),
        of("fragment negative", line(1).with("fragmentSeq", -1)),
        of("fragment id alone", line(1).with("fragmentId", "f")),
        of("batch alone", line(1).with("batchNumber", 1)),
        of("stage without span", line(1).with("stage", "ingest")),
        of("span without stage", line(1).with("span_id", SPAN)),
        of("span short", stageStarted(1, "ingest", "1")),
        of("timing negative", line(1).with("upload_ms", -1)),
        of("timing a text", line(1).with("upload_ms", "5")),
        of("timing a fraction", line(1).with("upload_ms", 0.5)),
        of("timing with a short name", line(1).with("a_ms", "5")),
        of("error code free", line(1).with("error_code", "oops")),
        of("error without stack", line(1).with("error", Map.of("type", "E", "message", ""))),
        of("attempt negative", line(1).with("attempt", -1)),
        of("details a text", line(1).with("details", "x")),
        of("outcome unknown", line(1).with("outcome", "failed")),
        of("run started outside a run", noRun(line(1)).with("event", "run_started")),
        of("fragment started without one", line(1).with("event", "fragment_started")),
        of("stage started without one", line(1).with("event", "stage_started")),
        of("start with outcome", stageStarted(1, "ingest", SPAN).with("outcome", "success")),
        of("end without outcome", stageFinished(1, "ingest", SPAN).without("outcome")),
        of("end without duration", stageFinished(1, "ingest", SPAN).without("duration_ms")),
        of("success at WARN", stageFinished(1, "ingest", SPAN).with("level", "WARN")),
        of("unmarked at INFO", stageFinished(1, "ingest", SPAN).with("outcome", "unmarked")),
        of("failure without code", failure().without("error_code")),
        of("failure at INFO", failure().with("level", "INFO")),
        of("run end without completion", runFinished().with("details", Map.of())),
        of("run end without details", runFinished().without("details")),
        of("stalled without deadline", event("stage_stalled", "WARN", "OBS-STAGE-001")),
        of("stage error without code", event("stage_error", "ERROR", "A").without("error_code")),
        of("stage warning at INFO", event("stage_warning", "INFO", "OBS-STAGE-001")),
        of("dropped without count", event("records_dropped", "WARN", "OBS-PIPE-001")),
        of("sink failed without sink", event("sink_failed", "ERROR", "OBS-PIPE-002")),
        of("sink recovered without sink", event("sink_recovered", "INFO", "OBS-PIPE-002")),
        of("home trouble without code", line(1).with("event", "home_trouble")),
        of("misuse without kind", event("api_misuse", "WARN", "OBS-API-001")),
        of("uncaught without error", event("uncaught_exception", "ERROR", "OBS-PROC-001")),
        of("retention without the audit's end", retentionApplied("short")),
        of("retention limited by nothing", retentionLimited("")),
        of("retention failed with another code", event("retention_failed", "WARN", "OBS-API-001")),
        of("stopped without ledgers", line(1).with("event", "instance_stopped")));
  }

  private static Arguments of(String what, Lines line) {
    return Arguments.of(what, line);
  }

  private static Lines noRun(Lines line) {
    return line.with("streamId", "-").with("runId", "-");
  }

  private static Lines failure() {
    return stageFinished(1, "ingest", SPAN)
        .with("level", "ERROR")
        .with("outcome", "failure")
        .with("error_code", "OBS-STAGE-002");
  }

  private static Lines runFinished() {
    return line(1)
        .with("event", "run_finished")
        .with("outcome", "success")
        .with("duration_ms", 1)
        .with("details", Map.of("completion", "completed", "fragments", Map.of("success", 1)));
  }

  private static Lines event(String name, String level, String code) {
    return stageStarted(1, "ingest", SPAN)
        .with("event", name)
        .with("level", level)
        .with("error_code", code)
        .with("details", Map.of());
  }

  private static Lines retentionApplied(String head) {
    Map<String, Object> details =
        Map.of("deleted", 1, "files", 2, "bytes", 3, "failed", 0, "audit_n", 2, "audit_head", head);
    return line(1).with("event", "retention_applied").with("details", details);
  }

  private static Lines retentionLimited(String note) {
    return line(1)
        .with("event", "retention_limited")
        .with("level", "WARN")
        .with("details", Map.of("note", note));
  }

  private static Lines unaudited() {
    return line(1)
        .with("event", "retention_failed")
        .with("level", "WARN")
        .with("error_code", "OBS-AUDIT-001")
        .with("details", Map.of("kind", "", "id", "", "cause", "java.io.IOException"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void invalid_isFound(String what, Lines line) {
    assertThat(violations(line)).as(what).isNotEmpty();
  }

  @Test
  void valid_counterparts() {
    assertThat(violations(failure())).isEmpty();
    assertThat(violations(runFinished())).isEmpty();
    assertThat(violations(stageFinished(1, "ingest", SPAN))).isEmpty();
    assertThat(violations(noRun(line(1)))).isEmpty();
    assertThat(violations(retentionApplied("0".repeat(64)))).isEmpty();
    assertThat(violations(retentionLimited("the clock may be wrong"))).isEmpty();
    assertThat(violations(unaudited())).isEmpty();
    assertThat(violations(line(1).with("correlation_id", "[redacted:secret_value]"))).isEmpty();
  }
}
