package io.streamobs.examples.live;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Outcome;
import io.streamobs.event.LibraryEvent;
import io.streamobs.testkit.LogAssert;
import io.streamobs.testkit.LogFile;
import io.streamobs.testkit.RecordView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** What one run with an ordered fault leaves in the log: the whole of the program's stdout. */
class DemoLogTest {
  private static DemoProcess demo;
  private static LogFile log;
  private static String runId;

  @BeforeAll
  static void run(@TempDir Path scratch) throws Exception {
    demo = DemoProcess.run(scratch, "--fail-at", "3");
    log = demo.log();
    runId = demo.record("run_started").runId();
    assertThat(Files.readString(demo.playlist()))
        .contains("segment-000002.ts\n#EXT-X-DISCONTINUITY", "segment-000012.ts")
        .doesNotContain("segment-000003.ts");
  }

  @Test
  void everyLine_isAWholeRecord() {
    assertThat(log)
        .everyRecordHasRequiredFields()
        .everyRecordMatchesSchema()
        .timingsAreNotNegative()
        .lostNothing()
        .hasNoTornLine();
  }

  @Test
  void everyLine_isOfThisWorker() {
    assertThat(log.records())
        .allSatisfy(
            record -> {
              assertThat(record.service()).isEqualTo("live-dub");
              assertThat(record.component()).isEqualTo("worker");
            });
  }

  @Test
  void everythingButTheInstance_isInTheRun_andCorrelated() {
    assertThat(log).ofRun(runId).isCorrelated().everyStageHasATiming().hasNoUnmarkedStage();
    assertThat(log).ofRun(runId).ofStream("demo-syllables").hasSize(log.records().size() - 2);
    assertThat(log).withEvent(LibraryEvent.INSTANCE_STARTED).hasSize(1);
    assertThat(log).withEvent(LibraryEvent.INSTANCE_STOPPED).hasSize(1);
  }

  @Test
  void everyFragment_hasOneOutcome() {
    assertThat(fragments().stream().map(record -> record.fragmentSeq().orElseThrow()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
    for (long sequence = 1; sequence <= 12; sequence++) {
      assertThat(log).hasFragmentOutcome(sequence, expected(sequence));
    }
  }

  private static Outcome expected(long sequence) {
    if (sequence == 3) {
      return Outcome.FAILURE;
    }
    return sequence == 7 ? Outcome.DEGRADED : Outcome.SUCCESS;
  }

  @Test
  void everyFragment_knowsItsPlaceInTheMedia() {
    assertThat(fragments())
        .allSatisfy(
            record -> {
              long end = record.fragmentSeq().orElseThrow() * 1000;
              assertThat(record.field("media_start_ms")).isEqualTo(end - 1000);
              assertThat(record.field("media_end_ms")).isEqualTo(end);
            });
  }

  @Test
  void fragment_goesThroughItsStages() {
    assertThat(stagesOf(5)).containsExactly("ingest", "chunk", "normalise", "publish");
    assertThat(stagesOf(3)).containsExactly("ingest", "chunk", "normalise");
  }

  @Test
  void silence_isADegradedStage() {
    RecordView stage = end(7, "normalise");
    assertThat(stage.outcome()).isEqualTo(Outcome.DEGRADED);
    assertThat(stage.level()).isEqualTo(Level.WARN);
    assertThat(stage.detail("reason")).isEqualTo("silence");
  }

  @Test
  void orderedFault_isAnError_withItsException() {
    RecordView stage = end(3, "normalise");
    assertThat(stage.outcome()).isEqualTo(Outcome.FAILURE);
    assertThat(stage.level()).isEqualTo(Level.ERROR);
    assertThat(stage.errorCode()).isEqualTo("OBS-STAGE-002");
    assertThat(stage.errorType()).isEqualTo(FaultPlan.OrderedFault.class.getName());
    assertThat(stage.errorMessage()).contains("as --fail-at asked for");
  }

  @Test
  void summary_countsWhatTheLogDoes() throws Exception {
    assertThat(log).hasRunOutcome(Outcome.FAILURE);
    assertThat(demo.record("run_finished").detail("fragments"))
        .isEqualTo(
            Map.of("skipped", 0L, "success", 10L, "degraded", 1L, "unmarked", 0L, "failure", 1L));
    assertThat(demo.told()).contains("fragments  12: 10 success, 1 degraded, 1 failure");
    assertThat(demo.exitCode()).isZero();
  }

  @Test
  void stage_saysWhatItWrote_andWhereTheTimeWent() {
    assertThat(log).ofFragment(5).ofStage("publish").hasTiming("encode_ms");
    assertThat(end(5, "publish").detail("outputs").toString()).contains("segment-000005.ts");
    assertThat(end(5, "normalise").field("gain_db")).isInstanceOf(Number.class);
  }

  @Test
  void lineOfTheApplication_standsInItsStage() {
    RecordView line = message("Published segment-000005.ts");
    assertThat(line.field("logger")).isEqualTo(LiveWorker.class.getName());
    assertThat(line.fragmentSeq()).hasValue(5);
    assertThat(line.spanId()).isEqualTo(end(5, "publish").spanId());
  }

  @Test
  void keyAndValueOfALine_areAField() {
    RecordView line = message("Stays quiet: 12.0 dB is the most that is added");
    assertThat((Double) line.field("loudness_lufs")).isNegative();
  }

  @Test
  void linesOfOthers_belongToTheRun() {
    LogAssert others =
        assertThat(log)
            .matching("of the JDK's client", record -> logger(record).startsWith("jdk.httpclient"));
    others.records().anySatisfy(record -> assertThat(record.message()).startsWith("REQUEST: "));
    others
        .records()
        .allSatisfy(
            record -> {
              assertThat(record.runId()).isEqualTo(runId);
              assertThat(record.stage()).isEqualTo("check");
            });
  }

  private static String logger(RecordView record) {
    return String.valueOf(record.field("logger"));
  }

  private static List<RecordView> fragments() {
    return log.records().stream()
        .filter(record -> "fragment_finished".equals(record.event()))
        .toList();
  }

  private static List<String> stagesOf(long fragment) {
    return ends(fragment).stream().map(RecordView::stage).toList();
  }

  private static RecordView end(long fragment, String stage) {
    return ends(fragment).stream()
        .filter(record -> stage.equals(record.stage()))
        .findFirst()
        .orElseThrow();
  }

  private static List<RecordView> ends(long fragment) {
    return log.records().stream()
        .filter(record -> "stage_finished".equals(record.event()))
        .filter(record -> record.fragmentSeq().orElse(0) == fragment)
        .toList();
  }

  private static RecordView message(String text) {
    return log.records().stream()
        .filter(record -> text.equals(record.message()))
        .findFirst()
        .orElseThrow();
  }
}
