package io.streamobs.testkit;

import static io.streamobs.testkit.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class RecordViewTest {

  private static RecordView view(Lines line) {
    return RecordView.of(1, line.json());
  }

  @Test
  void accessors_giveTheFields() {
    RecordView record =
        view(
            Lines.stageFinished(3, "normalise", FakeIds.spanId(5))
                .with("fragmentSeq", 17)
                .with("fragmentId", "f-17")
                .with("batchNumber", 2)
                .with("trace_id", "trace-1")
                .with("error_code", "OBS-STAGE-002")
                .with("error", Map.of("type", "E", "message", "m", "stack", "s"))
                .with("rate", 1.5)
                .with("details", Map.of("list", List.of(1, 2))));

    assertThat(record.level()).isEqualTo(Level.INFO);
    assertThat(record.ts()).isEqualTo("2026-01-01T00:00:03Z");
    assertThat(record.seq()).hasValue(3);
    assertThat(record.event()).isEqualTo("stage_finished");
    assertThat(record.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(record.durationMs()).hasValue(12);
    assertThat(record.fragmentSeq()).hasValue(17);
    assertThat(record.fragmentId()).isEqualTo("f-17");
    assertThat(record.batchNumber()).hasValue(2);
    assertThat(record.spanId()).isEqualTo("0000000000000005");
    assertThat(record.traceId()).isEqualTo("trace-1");
    assertThat(record.errorCode()).isEqualTo("OBS-STAGE-002");
    assertThat(record.errorType()).isEqualTo("E");
    assertThat(record.errorMessage()).isEqualTo("m");
    assertThat(record.field("rate")).isEqualTo(1.5);
    assertThat(record.detail("list")).isEqualTo(List.of(1L, 2L));
    assertThat(List.of(record.service(), record.component(), record.streamId(), record.runId()))
        .containsExactly("live-dub", "worker", "stream-42", "run-1");
    assertThat(List.of(record.instanceId(), record.correlationId(), record.sessionId()))
        .containsExactly("instance-1", "work-1", "session-1");
  }

  @Test
  void accessors_ofMissingFields_giveNothing() {
    RecordView record = RecordView.of(1, "{}");

    assertThat(record.problem()).isNull();
    assertThat(record.ts()).isNull();
    assertThat(record.level()).isNull();
    assertThat(record.outcome()).isNull();
    assertThat(record.seq()).isEmpty();
    assertThat(record.detail("x")).isNull();
    assertThat(record.has("ts")).isFalse();
  }

  @Test
  void accessors_ofOtherTypes_giveNothing() {
    RecordView record =
        view(line(1).with("ts", 5).with("seq", "x").with("outcome", "fine").with("details", "x"));

    assertThat(record.ts()).isNull();
    assertThat(record.seq()).isEmpty();
    assertThat(record.outcome()).isNull();
    assertThat(record.detail("x")).isNull();
    assertThat(record.field("outcome")).isEqualTo("fine");
  }

  @Test
  void numbersBeyondLong_areKept() {
    RecordView record = RecordView.of(1, "{\"big\":123456789012345678901234567890}");

    assertThat(record.field("big")).hasToString("123456789012345678901234567890");
  }
}
