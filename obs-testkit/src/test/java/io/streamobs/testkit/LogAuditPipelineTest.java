package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static io.streamobs.testkit.ObsAssertions.assertThatLogs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import io.streamobs.spi.SinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The audit of what a pipeline wrote through a disk that stalled and got full. */
@Timeout(120)
class LogAuditPipelineTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path log;
  private Health last;

  @BeforeEach
  void write() throws Exception {
    log = folder.resolve("worker.jsonl");
    FaultySink disk = FaultySink.over(new AppendSink(log));
    SinkOptions small = SinkOptions.ofDefaults().withBufferBytes(1 << 16);
    try (disk;
        Obs obs = Obs.builder().service("live-dub").standalone().sink(disk, small).open()) {
      emit(obs, 100);
      assertThat(obs.flush(LONG)).isTrue();
      disk.stall();
      emit(obs, 1);
      disk.awaitStalled(LONG);
      emit(obs, 20_000);
      disk.writeHalf();
      await().until(() -> disk.failures() > 1);
      emit(obs, 10_000);
      disk.heal();
      assertThat(obs.flush(LONG)).isTrue();
      emit(obs, 100);
      last = obs.close(LONG);
    }
  }

  private static void emit(Obs obs, int count) {
    for (int i = 0; i < count; i++) {
      obs.event("tick").message("hello").field("n", i).emit();
    }
  }

  private long dropped() {
    return last.queue().dropped() + last.sinks().get(0).dropped();
  }

  @Test
  void everyRecord_isThereOrReportedLost() {
    assertThatLogs(folder)
        .everyRecordHasRequiredFields()
        .everyRecordMatchesSchema()
        .isCorrelated()
        .everyLossIsReported()
        .containsNoText("hunter2");

    LogAudit audit = LogAudit.of(folder);
    InstanceAudit instance = audit.instances().get(0);
    Ledger file = last.sinks().get(0);
    assertThat(file.dropped()).as("the buffer's losses: %s", last).isPositive();
    assertThat(instance.reportedLost()).isEqualTo(dropped()).isEqualTo(instance.missingCount());
    assertThat(instance.distinct()).isEqualTo(file.written()).isEqualTo(audit.lines());
    assertThat(instance.lastSeq()).isGreaterThan(30_000);
    assertThat(audit.tornLines()).as("the half that the full disk took").isEqualTo(1);
  }

  @Test
  void lineDeletedByHand_isFound() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    int tick = lines.size() - 10;
    String deleted = lines.remove(tick);
    Files.write(log, lines);
    long seq = RecordView.of(1, deleted).seq().orElseThrow();

    assertThat(deleted).contains("\"tick\"");
    assertThatThrownBy(() -> assertThatLogs(folder).everyLossIsReported())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("missing 1, reported lost 0: " + seq);
  }

  @Test
  void reportDeletedByHand_isFound() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    lines.removeIf(line -> line.contains("\"event\":\"records_dropped\""));
    Files.write(log, lines);

    InstanceAudit instance = LogAudit.of(folder).instances().get(0);
    assertThat(instance.reportedLost()).isZero();
    assertThat(instance.unreported()).isGreaterThan(dropped());
    assertThatThrownBy(() -> assertThat(LogAudit.of(folder)).everyLossIsReported())
        .isInstanceOf(AssertionError.class);
  }
}
