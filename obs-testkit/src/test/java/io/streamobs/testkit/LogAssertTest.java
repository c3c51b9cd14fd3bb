package io.streamobs.testkit;

import static io.streamobs.testkit.Lines.line;
import static io.streamobs.testkit.Lines.stageFinished;
import static io.streamobs.testkit.Lines.stageStarted;
import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streamobs.Outcome;
import io.streamobs.event.LibraryEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogAssertTest {

  private static final String SPAN_1 = FakeIds.spanId(1);
  private static final String SPAN_2 = FakeIds.spanId(2);

  @TempDir Path folder;

  private LogAssert log(Lines... lines) {
    return assertThat(Lines.file(folder, lines));
  }

  /** It fails, says this, shows the line as it is, and marks it in the history. */
  private static void assertFailure(ThrowingCallable call, int line, String... says) {
    assertThatThrownBy(call)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(says)
        .hasMessageContaining("Line " + line + ": {\"")
        .hasMessageContaining("History of ")
        .hasMessageMatching("(?s).*\n> +" + line + " .*");
  }

  private static void assertFailureOfAll(ThrowingCallable call, String... says) {
    assertThatThrownBy(call)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(says)
        .hasMessageContaining("History of ");
  }

  @Test
  void requiredFields_allThere_pass() {
    log(line(1), stageStarted(2, "ingest", SPAN_1)).everyRecordHasRequiredFields();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ts",
        "level",
        "seq",
        "event",
        "message",
        "service",
        "component",
        "streamId",
        "runId",
        "instanceId",
        "correlation_id",
        "session_id"
      })
  void requiredFields_oneMissing_fails(String name) {
    LogAssert log = log(line(1), line(2).without(name), line(3));

    assertFailure(log::everyRecordHasRequiredFields, 2, "line 2: " + name + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "component", "instanceId", "correlation_id", "session_id"})
  void requiredFields_placeholder_fails(String name) {
    LogAssert log = log(line(1).with(name, "-"));

    assertFailure(log::everyRecordHasRequiredFields, 1, name + " is \"-\", not real");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "event", "streamId", "runId", "correlation_id"})
  void requiredFields_blank_fails(String name) {
    LogAssert log = log(line(1).with(name, " "));

    assertFailure(log::everyRecordHasRequiredFields, 1, "line 1: " + name + " is \" \"");
  }

  @Test
  void requiredFields_wrongTypes_fail() {
    LogAssert log = log(line(1).with("ts", "yesterday").with("seq", "1").with("level", "LOUD"));

    assertFailure(
        log::everyRecordHasRequiredFields,
        1,
        "ts is \"yesterday\", not an RFC 3339 time",
        "seq is \"1\"",
        "level is \"LOUD\"");
  }

  @Test
  void requiredFields_outsideARun_mayNameNone() {
    log(line(1).with("streamId", "-").with("runId", "-")).everyRecordHasRequiredFields();
  }

  @Test
  void requiredFields_runWithoutStream_fails() {
    LogAssert log = log(line(1).with("streamId", "-"));

    assertFailure(log::everyRecordHasRequiredFields, 1, "of streamId and runId one is known");
  }

  @Test
  void requiredFields_fragmentWithoutRun_fails() {
    LogAssert log = log(line(1).with("streamId", "-").with("runId", "-").with("fragmentSeq", 3));

    assertFailure(log::everyRecordHasRequiredFields, 1, "are \"-\" inside a run");
  }

  @Test
  void requiredFields_unreadableLine_fails() {
    LogAssert log = assertThat(Lines.file(folder, line(1).json() + "\nplain text\n"));

    assertThatThrownBy(log::everyRecordHasRequiredFields)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("line 2: not one JSON object")
        .hasMessageContaining("[unreadable]")
        .hasMessageContaining("plain text");
  }

  @Test
  void schema_validRecords_pass() {
    log(line(1), stageFinished(2, "ingest", SPAN_1)).everyRecordMatchesSchema();
  }

  @Test
  void schema_invalidRecord_fails() {
    LogAssert log = log(line(1), stageFinished(2, "ingest", SPAN_1).without("outcome"));

    assertFailure(log::everyRecordMatchesSchema, 2, "line 2: ", "outcome");
  }

  @Test
  void correlation_oneRun_passes() {
    log(line(1), stageStarted(2, "ingest", SPAN_1), stageFinished(3, "ingest", SPAN_1))
        .isCorrelated();
  }

  @Test
  void correlation_otherWorkInSameRun_fails() {
    LogAssert log = log(line(1), line(2).with("correlation_id", "work-2"));

    assertFailure(log::isCorrelated, 2, "correlation_id is work-2, but work-1 on line 1");
  }

  @Test
  void correlation_otherStreamInSameRun_fails() {
    LogAssert log = log(line(1), line(2).with("streamId", "stream-43"));

    assertFailure(log::isCorrelated, 2, "streamId is stream-43, but stream-42 on line 1");
  }

  @Test
  void correlation_otherSessionOfSameProcess_fails() {
    LogAssert log = log(line(1), line(2).with("session_id", "session-2"));

    assertFailure(log::isCorrelated, 2, "session_id is session-2, but session-1 on line 1");
  }

  @Test
  void correlation_runResumedByOtherProcess_passes() {
    log(line(1), line(1).with("instanceId", "instance-2").with("session_id", "session-2"))
        .isCorrelated();
  }

  @Test
  void correlation_twoStreamsWithTheSameRunId_passes() {
    log(line(1), line(2).with("streamId", "stream-43").with("correlation_id", "work-2"))
        .isCorrelated();
  }

  @Test
  void correlation_stageEndsOutsideItsFragment_fails() {
    LogAssert log =
        log(
            stageStarted(1, "normalise", SPAN_1).with("fragmentSeq", 17),
            stageFinished(2, "normalise", SPAN_1));

    assertFailure(log::isCorrelated, 2, "fragmentSeq is null, but 17 on line 1");
  }

  @Test
  void correlation_spanOfTwoStages_fails() {
    LogAssert log = log(stageStarted(1, "ingest", SPAN_1), stageFinished(2, "publish", SPAN_1));

    assertFailure(log::isCorrelated, 2, "stage is publish, but ingest on line 1");
  }

  @Test
  void correlation_stageWithoutSpan_fails() {
    LogAssert log = log(line(1).with("stage", "ingest"));

    assertFailure(log::isCorrelated, 1, "stage ingest has no span_id");
  }

  @Test
  void parts_narrowDown() {
    LogAssert log =
        log(
            line(1),
            stageFinished(2, "normalise", SPAN_1).with("fragmentSeq", 17),
            stageFinished(3, "publish", SPAN_2).with("fragmentSeq", 18),
            line(4).with("streamId", "s").with("runId", "run-2").with("correlation_id", "work-2"));

    log.ofRun("run-1").hasSize(3).ofFragment(17).hasSize(1).ofStage("normalise").hasSize(1);
    log.ofStream("s").hasSize(1);
    log.ofWork("work-2").hasSize(1);
    log.withEvent(LibraryEvent.STAGE_FINISHED).hasSize(2);
    log.withEvent("stage_stalled").isEmpty();
    assertThat(log.ofStage("publish").records().actual().get(0).seq()).hasValue(3);
  }

  @Test
  void parts_keepTheDescription() {
    LogAssert log = log(line(1)).as("after a restart");

    assertThatThrownBy(() -> log.ofRun("run-2").isNotEmpty())
        .hasMessageContaining("[after a restart]");
  }

  @Test
  void everything_ofAnEmptyPart_fails() {
    LogAssert log = log(stageFinished(1, "normalise", SPAN_1)).ofStage("normalize");
    List<Consumer<LogAssert>> assertions =
        List.of(
            LogAssert::everyRecordHasRequiredFields,
            LogAssert::everyRecordMatchesSchema,
            LogAssert::isCorrelated,
            LogAssert::hasNoUnmarkedStage,
            LogAssert::everyStageHasATiming,
            LogAssert::timingsAreNotNegative,
            LogAssert::isNotEmpty,
            part -> part.containsNoText("secret"),
            part -> part.hasTiming("duration_ms"),
            part -> part.hasOutcome("normalise", Outcome.SUCCESS));

    for (Consumer<LogAssert> assertion : assertions) {
      assertFailureOfAll(
          () -> assertion.accept(log), "there is no record of stage normalize", "[normalise]");
    }
  }

  @Test
  void isEmpty_withARecord_fails() {
    assertFailure(log(line(1))::isEmpty, 1, "Expected no record");
  }

  @Test
  void hasSize_other_fails() {
    assertFailureOfAll(() -> log(line(1)).hasSize(2), "Expected 2 records", "there are 1");
  }

  @Test
  void outcome_asExpected_passes() {
    log(
            stageFinished(1, "normalise", SPAN_1),
            line(2)
                .with("event", "fragment_finished")
                .with("fragmentSeq", 17)
                .with("outcome", "degraded"),
            line(3).with("event", "run_finished").with("outcome", "degraded"),
            line(4).with("event", "work_finished").with("outcome", "success"))
        .hasOutcome("normalise", Outcome.SUCCESS)
        .hasFragmentOutcome(17, Outcome.DEGRADED)
        .hasRunOutcome(Outcome.DEGRADED)
        .hasWorkOutcome(Outcome.SUCCESS);
  }

  @Test
  void outcome_otherInOneExecution_fails() {
    LogAssert log =
        log(
            stageFinished(1, "normalise", SPAN_1),
            stageFinished(2, "normalise", SPAN_2).with("outcome", "failure"));

    assertFailure(
        () -> log.hasOutcome("normalise", Outcome.SUCCESS),
        2,
        "Expected stage normalise to end as success",
        "line 2: stage normalise ended as failure");
  }

  @Test
  void outcome_ofAStageThatDidNotEnd_fails() {
    LogAssert log = log(stageStarted(1, "normalise", SPAN_1));

    assertFailureOfAll(
        () -> log.hasOutcome("normalise", Outcome.SUCCESS), "no stage normalise ended");
  }

  @Test
  void outcome_ofFragmentRunAndWork_fails() {
    LogAssert log =
        log(
            line(1)
                .with("event", "fragment_finished")
                .with("fragmentSeq", 17)
                .with("outcome", "failure"),
            line(2).with("event", "run_finished").with("outcome", "failure"));

    assertFailure(() -> log.hasFragmentOutcome(17, Outcome.SUCCESS), 1, "ended as failure");
    assertFailureOfAll(() -> log.hasFragmentOutcome(18, Outcome.SUCCESS), "no fragment 18 ended");
    assertFailure(() -> log.hasRunOutcome(Outcome.SUCCESS), 2, "run ended as failure");
    assertFailureOfAll(() -> log.hasWorkOutcome(Outcome.SUCCESS), "no work ended");
  }

  @Test
  void unmarkedStage_fails() {
    log(stageFinished(1, "publish", SPAN_1)).hasNoUnmarkedStage();
    LogAssert log = log(stageFinished(1, "publish", SPAN_1).with("outcome", "unmarked"));

    assertFailure(log::hasNoUnmarkedStage, 1, "nobody said how stage publish ended");
  }

  @Test
  void stageTiming_ofEveryEndedStage_passes() {
    log(stageStarted(1, "ingest", SPAN_1), stageFinished(2, "ingest", SPAN_1))
        .everyStageHasATiming();
  }

  @Test
  void stageTiming_missing_fails() {
    LogAssert log = log(stageFinished(1, "ingest", SPAN_1).without("duration_ms"));

    assertFailure(log::everyStageHasATiming, 1, "stage ingest has no duration_ms");
  }

  @Test
  void stageTiming_ofAnOpenStage_fails() {
    LogAssert log =
        log(
            stageStarted(1, "ingest", SPAN_1),
            stageStarted(2, "publish", SPAN_2),
            stageFinished(3, "publish", SPAN_2));

    assertFailure(log::everyStageHasATiming, 1, "stage ingest has not ended");
  }

  @Test
  void stageTiming_withoutAnyStage_fails() {
    assertFailureOfAll(log(line(1))::everyStageHasATiming, "no stage ended");
  }

  @Test
  void timing_present_passes() {
    log(line(1), line(2).with("archive_ms", 0)).hasTiming("archive_ms").timingsAreNotNegative();
  }

  @Test
  void timing_missing_fails() {
    assertFailureOfAll(() -> log(line(1)).hasTiming("archive_ms"), "no record has archive_ms");
  }

  @Test
  void timing_movedUnderDetailsForItsValue_fails() {
    LogAssert log = log(line(1).with("details", Map.of("archive_ms", -4)));

    assertFailure(() -> log.hasTiming("archive_ms"), 1, "details.archive_ms is -4");
    assertFailure(log::timingsAreNotNegative, 1, "details.archive_ms is -4");
  }

  @Test
  void timing_negativeOrFractional_fails() {
    LogAssert log = log(line(1).with("archive_ms", -1).with("upload_ms", 1.5));

    assertFailure(log::timingsAreNotNegative, 1, "archive_ms is -1", "upload_ms is 1.5");
  }

  @Test
  void forbiddenText_nowhere_passes() {
    log(line(1)).containsNoText("hunter2");
  }

  @Test
  void forbiddenText_inAValue_failsWithoutRepeatingIt() {
    LogAssert log = log(line(1).with("details", Map.of("urls", List.of("rtmp://x/hunter2"))));

    Throwable failure = catchThrowable(() -> log.containsNoText("other", "hunter2"));

    assertFailure(() -> log.containsNoText("hunter2"), 1, "is in details.urls[]", "█████");
    assertThat(failure).hasMessageContaining("text 2 of the call");
    assertThat(failure.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void forbiddenText_inAName_fails() {
    LogAssert log = log(line(1).with("details", Map.of("hunter2", 1)));

    assertFailure(() -> log.containsNoText("hunter2"), 1, "is in the name details.");
  }

  @Test
  void forbiddenText_escapedInJson_fails() {
    LogAssert log = log(line(1).with("message", "key is a\"b\\c\nd"));

    assertFailure(() -> log.containsNoText("a\"b\\c\nd"), 1, "is in message");
    Throwable failure = catchThrowable(() -> log.containsNoText("a\"b\\c\nd"));
    assertThat(failure.getMessage()).doesNotContain("a\\\"b");
  }

  @Test
  void forbiddenText_spelledInUnicodeEscapes_fails() {
    String line = line(1).with("message", "MARK").json().replace("MARK", "\\u0068unter2");

    LogAssert log = assertThat(Lines.file(folder, line + "\n"));

    assertFailure(() -> log.containsNoText("hunter2"), 1, "is in message");
  }

  @Test
  void forbiddenText_inAnUnreadableLine_fails() {
    LogAssert log = assertThat(Lines.file(folder, "password hunter2\n"));

    assertThatThrownBy(() -> log.containsNoText("hunter2"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is in the line");
  }

  @Test
  void forbiddenText_inTheTornLine_fails() {
    LogAssert log = assertThat(Lines.file(folder, line(1).json() + "\n{\"message\":\"hunter2"));

    assertFailureOfAll(() -> log.containsNoText("hunter2"), "found in the torn last line");
  }

  @Test
  void forbiddenText_empty_isRefused() {
    LogAssert log = log(line(1));

    assertThatThrownBy(log::containsNoText).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log.containsNoText("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void losses_none_pass() {
    log(line(1), line(2)).lostNothing().hasNoGaps().hasNoTornLine();
  }

  @Test
  void losses_gapInAFile_isForHasNoGapsToTell() {
    LogAssert log = log(line(1), line(2), line(5));

    log.lostNothing();
    assertFailure(log::hasNoGaps, 3, "seq is 5 right after 2");
  }

  @Test
  void losses_gapsAreLookedForPerInstance() {
    log(line(1), line(1).with("instanceId", "instance-2"), line(2)).hasNoGaps();
  }

  @Test
  void losses_gapsAreLookedForInTheWholeLog() {
    log(line(1), line(2).with("runId", "run-2"), line(3)).ofRun("run-1").hasNoGaps();
  }

  @Test
  void losses_repeatedOrSwappedNumbers_fail() {
    assertFailure(log(line(1), line(1))::hasNoGaps, 2, "seq is 1 right after 1");
    assertFailure(log(line(2), line(1))::hasNoGaps, 2, "seq is 1 right after 2");
  }

  @Test
  void losses_reported_fail() {
    LogAssert log =
        log(line(1).with("event", "records_dropped").with("details", Map.of("count", 7)));

    assertFailure(log::lostNothing, 1, "7 records were dropped");
  }

  @Test
  void losses_inTheLastLedger_fail() {
    Map<String, Object> ledger = Map.of("accepted", 9, "written", 8, "dropped", 0, "failed", 1);
    LogAssert log =
        log(
            line(1)
                .with("event", "instance_stopped")
                .with("details", Map.of("sink_stdout", ledger)));

    assertFailure(log::lostNothing, 1, "sink_stdout ended with", "failed=1");
  }

  @Test
  void tornLine_fails() {
    LogAssert log = assertThat(Lines.file(folder, line(1).json() + "\n{\"ts\":\"2026"));

    log.everyRecordHasRequiredFields().hasSize(1);
    assertFailureOfAll(log::hasNoTornLine, "the last line is torn: {\"ts\":\"2026");
    assertFailureOfAll(log::lostNothing, "the last line is torn");
  }

  @Test
  void failure_ofManyRecords_isBounded() {
    Lines[] lines = new Lines[5_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(i + 1).with("message", "x".repeat(3_000)).without("service");
    }

    Throwable failure = catchThrowable(log(lines)::everyRecordHasRequiredFields);

    assertThat(failure)
        .hasMessageContaining("line 10: service is missing")
        .hasMessageContaining("… 4990 more")
        .hasMessageContaining("History of 5000 records");
    assertThat(failure.getMessage().length()).isLessThan(30_000);
  }

  @Test
  void failure_deepInALongLog_showsWhatIsAroundIt() {
    Lines[] lines = new Lines[500];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line(i + 1);
    }
    lines[249].without("service");

    Throwable failure = catchThrowable(log(lines)::everyRecordHasRequiredFields);

    assertThat(failure)
        .hasMessageContaining("message 249\n>    250 ")
        .hasMessageContaining("message 252\n         … ")
        .hasMessageContaining("message 500");
  }

  @Test
  void failure_showsPlaceOutcomeAndTime() {
    LogAssert log =
        log(
            line(1),
            stageFinished(2, "normalise", SPAN_1)
                .with("fragmentSeq", 17)
                .with("outcome", "failure")
                .with("error_code", "OBS-STAGE-002")
                .with("error", Map.of("type", "java.io.IOException", "message", "no\nspace")));

    assertFailure(
        () -> log.hasOutcome("normalise", Outcome.SUCCESS),
        2,
        "+1.000s",
        "stream-42/run-1 #17 normalise",
        "failure",
        "message 2 [OBS-STAGE-002] java.io.IOException: no space");
  }
}
