package io.streamobs.testkit;

import static io.streamobs.testkit.Lines.line;
import static io.streamobs.testkit.ObsAssertions.assertThat;
import static io.streamobs.testkit.ObsAssertions.assertThatLogs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogAuditTest {

  private static final Map<String, Integer> LEDGER =
      Map.of("accepted", 3, "written", 3, "dropped", 0, "failed", 0, "pending", 0);

  @TempDir Path folder;

  private static String text(Lines... lines) {
    return Arrays.stream(lines).map(line -> line.json() + "\n").collect(Collectors.joining());
  }

  private Path write(String name, Lines... lines) {
    return write(name, text(lines));
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static Lines[] lines(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Lines::line).toArray(Lines[]::new);
  }

  private static Lines stopped(long seq) {
    return line(seq)
        .with("event", "instance_stopped")
        .with("runId", "-")
        .with("streamId", "-")
        .with("details", Map.of("queue", LEDGER));
  }

  private static Lines dropped(long seq, String where, long from, long to, long count) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("where", where);
    details.put("reason", where.equals("queue") ? "queue_full" : "sink_full");
    details.put("count", count);
    details.put("seq_from", from);
    details.put("seq_to", to);
    return line(seq)
        .with("event", "records_dropped")
        .with("level", "WARN")
        .with("details", details);
  }

  private static void assertFailure(ThrowingCallable call, String... says) {
    assertThatThrownBy(call)
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(says)
        .hasMessageContaining(", instances ");
  }

  @Test
  void wholeLog_passesEverything() {
    write("a.jsonl", line(1), line(2));
    write("b.jsonl", stopped(3));

    assertThatLogs(folder)
        .everyRecordHasRequiredFields()
        .everyRecordMatchesSchema()
        .isCorrelated()
        .everyLossIsReported()
        .hasNoTornLine()
        .containsNoText("hunter2");
  }

  @Test
  void rotatedAndZippedSegments_inAnyOrderOfNames_areOneLog() throws IOException {
    write("z/first.jsonl", lines(1, 3));
    Files.write(folder.resolve("a.jsonl.gz"), zipped(text(lines(4, 6))));
    write("m.jsonl", stopped(7));
    write("notes.txt", "no log");

    LogAudit audit = LogAudit.of(folder);

    assertThat(audit).everyLossIsReported();
    assertThat(audit.files()).hasSize(3);
    assertThat(audit.lines()).isEqualTo(7);
    assertThat(audit.instances()).hasSize(1);
    assertThat(audit.instances().get(0))
        .returns("instance-1", InstanceAudit::id)
        .returns(1L, InstanceAudit::firstSeq)
        .returns(7L, InstanceAudit::lastSeq)
        .returns(7L, InstanceAudit::distinct)
        .returns(0L, InstanceAudit::missingCount)
        .returns(true, InstanceAudit::isStopped);
  }

  @Test
  void link_isNotReadTwice() throws IOException {
    Path file = write("a.jsonl", line(1), stopped(2));
    Files.createSymbolicLink(folder.resolve("current.jsonl"), file);

    assertThat(LogAudit.of(folder).instances().get(0).duplicates()).isZero();
  }

  @Test
  void emptyFolder_failsEverything() {
    LogAuditAssert logs = assertThatLogs(folder);

    assertFailure(logs::everyLossIsReported, "there is no record in 0 files");
    assertFailure(logs::everyRecordHasRequiredFields, "there is no record");
    assertFailure(logs::isCorrelated, "there is no record");
    assertFailure(() -> logs.containsNoText("x"), "there is no record");
  }

  @Test
  void missingFolder_saysWhich() {
    assertThatThrownBy(() -> LogAudit.of(folder.resolve("nowhere")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void silentGap_isFoundWithItsNumbers() {
    write("a.jsonl", line(1), line(4), line(5), line(7), stopped(8));

    LogAuditAssert logs = assertThatLogs(folder);
    assertFailure(logs::everyLossIsReported, "of seq 1..8, missing 3, reported lost 0: 2..3, 6");
    InstanceAudit instance = LogAudit.of(folder).instances().get(0);
    assertThat(instance.missing()).containsExactly(new SeqRange(2, 3), new SeqRange(6, 6));
    assertThat(instance.unreported()).isEqualTo(3);
  }

  @Test
  void missingBeginning_isFound_exceptOfWhatIsRetained() {
    write("b.jsonl", line(5), stopped(6));

    LogAuditAssert logs = assertThatLogs(folder);
    assertFailure(logs::everyLossIsReported, "missing 4, reported lost 0: 1..4");
    logs.ofRetained().everyLossIsReported();
  }

  @Test
  void reportOfWhatIsBeforeTheRetained_passes() {
    write("b.jsonl", line(5), dropped(6, "queue", 2, 4, 3), stopped(7));

    assertThatLogs(folder).ofRetained().everyLossIsReported();
  }

  @Test
  void reportedGap_passes() {
    write("a.jsonl", line(1), line(5), dropped(6, "queue", 2, 4, 3), stopped(7));

    assertThatLogs(folder).everyLossIsReported();
    assertThat(LogAudit.of(folder).instances().get(0))
        .returns(3L, InstanceAudit::reportedLost)
        .returns(3L, InstanceAudit::missingCount)
        .returns(0L, InstanceAudit::unreported);
  }

  @Test
  void reportsOfOneEpisode_theLastCounts_alsoInAnEarlierFile() {
    write("b.jsonl", line(1), line(4), dropped(5, "file", 2, 3, 2), line(7));
    write("a.jsonl", dropped(8, "file", 2, 6, 3), stopped(9));

    assertThatLogs(folder).everyLossIsReported();
  }

  @Test
  void overlappingEpisodes_countTogether() {
    write(
        "a.jsonl",
        line(1),
        line(4),
        line(8),
        dropped(9, "queue", 2, 6, 3),
        dropped(10, "file", 3, 7, 2),
        stopped(11));

    assertThatLogs(folder).everyLossIsReported();
  }

  @Test
  void lossOfAnotherSink_isNoneHere() {
    write("a.jsonl", line(1), line(2), dropped(3, "stdout", 1, 2, 2), stopped(4));

    assertThatLogs(folder).everyLossIsReported();
    assertFailure(
        assertThatLogs(folder).ofSink("stdout")::everyLossIsReported,
        "reported lost 2, but missing only 0");
  }

  @Test
  void gapBesideTheReportedRange_isFound() {
    write("a.jsonl", line(1), line(3), dropped(4, "queue", 2, 2, 1), line(6), stopped(7));
    assertFailure(
        assertThatLogs(folder)::everyLossIsReported, "of seq 3..7, missing 1, reported lost 0: 5");

    write("a.jsonl", line(1), line(3), line(5), dropped(6, "queue", 4, 4, 1), stopped(7));
    assertFailure(
        assertThatLogs(folder)::everyLossIsReported, "of seq 1..3, missing 1, reported lost 0: 2");
  }

  @Test
  void moreMissingThanReported_isFound() {
    write("a.jsonl", line(1), line(5), dropped(6, "queue", 2, 4, 2), stopped(7));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported, "of seq 2..4, missing 3, reported lost 2");
  }

  @Test
  void fewerMissingThanReported_isFound_alsoWhereFiltered() {
    write("a.jsonl", line(1), line(3), line(5), dropped(6, "queue", 2, 4, 3), stopped(7));

    String says = "of seq 2..4, reported lost 3, but missing only 2";
    assertFailure(assertThatLogs(folder)::everyLossIsReported, says);
    assertFailure(assertThatLogs(folder).filtered()::everyLossIsReported, says);
  }

  @Test
  void gapOfAFilteredOutput_passesOnlyAsSuch() {
    write("a.jsonl", line(1), line(4), line(9));

    assertThatLogs(folder).filtered().everyLossIsReported();
    assertThat(LogAudit.of(folder).everyLossIsReported()).isFalse();
    assertThat(LogAudit.of(folder).filtered().everyLossIsReported()).isTrue();
  }

  @Test
  void recordThatIsThereTwice_isADuplicate() {
    write("a.jsonl", line(1), line(2));
    write("a.renamed.jsonl", line(2), stopped(3));

    assertThatLogs(folder).everyLossIsReported();
    assertThat(LogAudit.of(folder).instances().get(0).duplicates()).isEqualTo(1);
  }

  @Test
  void twoRecordsWithOneNumber_areFound() {
    write("a.jsonl", line(1), line(2), stopped(3));
    write("b.jsonl", line(2).with("message", "another"));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported,
        "b.jsonl line 1: another record of instance-1 has the seq 2",
        "\nb.jsonl line 1: {\"");
  }

  @Test
  void missingEnd_isFound_exceptWhereItMayBeOpen() {
    write("a.jsonl", line(1), line(2));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported,
        "instance-1 has no instance_stopped, and no unclean_end names it");
    assertThatLogs(folder).withOpenEnds().everyLossIsReported();
  }

  @Test
  void missingEnd_thatALaterInstanceReports_passes() {
    write("a.jsonl", line(1), line(2));
    Map<String, Object> details = Map.of("ended", List.of(Map.of("id", "instance-1")));
    write(
        "b.jsonl",
        line(1)
            .with("instanceId", "instance-2")
            .with("event", "unclean_end")
            .with("details", details),
        stopped(2).with("instanceId", "instance-2"));

    assertThatLogs(folder).everyLossIsReported();
    assertThat(LogAudit.of(folder).instances().get(0))
        .returns(false, InstanceAudit::isStopped)
        .returns(true, InstanceAudit::isReportedUnclean);
  }

  @Test
  void unreadableLine_isFound() {
    write("a.jsonl", text(line(1)) + "plain text\n" + text(stopped(2)));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported, "a.jsonl line 2: not one JSON object");
    assertFailure(assertThatLogs(folder)::everyRecordHasRequiredFields, "a.jsonl line 2: not one");
  }

  @Test
  void unreadableLineThatIsThereTwice_isNotTorn() {
    write("a.jsonl", text(line(1)) + "plain text\nplain text\n" + text(stopped(2)));

    assertThat(LogAudit.of(folder).tornLines()).isZero();
    assertFailure(assertThatLogs(folder)::everyLossIsReported, "line 2: not", "line 3: not");
  }

  @Test
  void manyConflicts_areAllCounted() {
    write(
        "a.jsonl",
        Stream.concat(Stream.of(lines(1, 30)), Stream.of(stopped(31))).toArray(Lines[]::new));
    write("b.jsonl", Stream.of(lines(1, 30)).map(l -> l.with("more", 1)).toArray(Lines[]::new));

    assertFailure(assertThatLogs(folder)::everyLossIsReported, "… 20 more");
  }

  @Test
  void missingEnd_thatIsOnlyMentioned_isFound() {
    write("a.jsonl", line(1));
    write(
        "b.jsonl",
        line(1).with("instanceId", "instance-2").with("details", Map.of("peer", "instance-1")),
        stopped(2).with("instanceId", "instance-2"));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported, "instance-1 has no instance_stopped");
  }

  @Test
  void correlation_remembersABoundedNumber() {
    List<RecordView> records = new ArrayList<>();
    String first = Lines.stageStarted(1, "ingest", FakeIds.spanId(1)).json();
    records.add(RecordView.of(1, first));
    for (int i = 2; i <= 100_002; i++) {
      String span = "\"span_id\":\"" + FakeIds.spanId(i);
      records.add(RecordView.of(i, first.replace("\"span_id\":\"" + FakeIds.spanId(1), span)));
    }
    String other = first.replace("ingest", "publish");

    records.add(RecordView.of(100_003, other.replace(FakeIds.spanId(1), FakeIds.spanId(50_000))));
    assertThat(Correlation.check(records)).hasSize(1);
    records.set(100_002, RecordView.of(100_003, other));
    assertThat(Correlation.check(records)).as("of the oldest, forgotten by then").isEmpty();
  }

  @Test
  void recordOfNobody_isFound() {
    write("a.jsonl", line(1).without("seq"), line(1).without("instanceId"), line(1), stopped(2));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported,
        "line 1: belongs",
        "line 2: belongs to nobody");
  }

  @Test
  void reportWithoutItsRange_isFound() {
    write("a.jsonl", line(1).with("event", "records_dropped"), stopped(2));

    assertFailure(assertThatLogs(folder)::everyLossIsReported, "lacks what a report has");
  }

  @Test
  void lineThatBrokeOffAndWasWrittenAgain_isTornAndNoRecord() {
    String second = line(2).json();
    write("a.jsonl", text(line(1)) + second.substring(0, 40) + "\n" + text(line(2), stopped(3)));

    assertThatLogs(folder)
        .everyLossIsReported()
        .everyRecordHasRequiredFields()
        .everyRecordMatchesSchema();
    assertThat(LogAudit.of(folder).tornLines()).isEqualTo(1);
    assertFailure(assertThatLogs(folder)::hasNoTornLine, "a.jsonl line 2: broke off");
  }

  @Test
  void lineThatBrokeOffAtTheEnd_isTornAndItsTextFound() {
    write("a.jsonl", text(line(1), stopped(2)) + "{\"message\":\"hunter2");

    LogAuditAssert logs = assertThatLogs(folder).everyLossIsReported();
    assertThatThrownBy(() -> logs.containsNoText("hunter1", "hunter2"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a.jsonl line 3: text 2 of the call is in the line")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void zippedFileThatEndsTooEarly_isFound() throws IOException {
    byte[] whole = zipped(text(lines(1, 500)));
    Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertFailure(
        assertThatLogs(folder)::everyLossIsReported, "a.jsonl.gz: it is not a whole compressed");
    write("b.jsonl.gz", "not compressed");
    assertFailure(assertThatLogs(folder)::everyLossIsReported, "b.jsonl.gz: it is not a whole");
  }

  @Test
  void zippedFileThatEndsTooEarly_hasATornLineWithItsText() throws IOException {
    StringBuilder text = new StringBuilder("{\"message\":\"hunter2 ");
    IntStream.range(0, 50_000).forEach(i -> text.append(i * 7_919 % 10_007));
    byte[] whole = zipped(text + "\"}\n");
    Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> assertThatLogs(folder).containsNoText("hunter2"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a.jsonl.gz line 1: text 1 of the call");
  }

  @Test
  void text_inTheNameOfAnInstance_isMaskedInTheAuditToo() {
    write("a.jsonl", stopped(1).with("instanceId", "canary-1"));

    assertThatThrownBy(() -> assertThatLogs(folder).containsNoText("canary-1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void text_isFoundInAnyFileAndMasked() {
    write("a.jsonl", line(1));
    write("b.jsonl", line(2).with("token", "canary\"1"));

    LogAuditAssert logs = assertThatLogs(folder);
    assertThatThrownBy(() -> logs.containsNoText("canary\"1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("b.jsonl line 1: text 1 of the call is in token")
        .hasMessageNotContaining("canary");
  }

  @Test
  void requiredFieldsSchemaAndCorrelation_areFoundAcrossFiles() {
    write("a.jsonl", line(1));
    write("b.jsonl", line(2).with("correlation_id", "work-2").without("component"));

    LogAuditAssert logs = assertThatLogs(folder);
    assertFailure(logs::everyRecordHasRequiredFields, "b.jsonl line 1: component is missing");
    assertFailure(logs::everyRecordMatchesSchema, "b.jsonl line 1: ", "component");
    assertFailure(
        logs::isCorrelated,
        "b.jsonl line 1: correlation_id is work-2, but work-1 on a.jsonl line 1");
  }

  @Test
  void manyFindings_areCountedAndTheFirstShown() {
    write("a.jsonl", Stream.of(lines(1, 100)).map(l -> l.without("level")).toArray(Lines[]::new));

    assertFailure(
        assertThatLogs(folder)::everyRecordHasRequiredFields,
        "a.jsonl line 10: level is missing",
        "… 90 more");
  }

  @Test
  void numbersFarApart_costNoMemory() {
    write("a.jsonl", line(1), line(4_000_000_000_000_000_000L));

    assertThat(LogAudit.of(folder).instances().get(0).missing())
        .containsExactly(new SeqRange(2, 3_999_999_999_999_999_999L));
  }

  @Test
  void audit_isAReport() {
    write("a.jsonl", line(1), line(3), dropped(4, "queue", 2, 2, 1), stopped(5));
    List<String> report = new ArrayList<>();

    LogAudit audit = LogAudit.of(folder).filtered();
    for (InstanceAudit instance : audit.instances()) {
      report.add(
          instance.id() + " lacks " + instance.missing() + ", reported " + instance.reportedLost());
    }
    report.add(audit.toString());

    assertThat(report).hasSize(2).contains("instance-1 lacks [2], reported 1");
  }

  @Test
  void severalInstances_areAddedUpEach() {
    write("a.jsonl", line(1), stopped(2));
    write(
        "b.jsonl",
        line(1).with("instanceId", "instance-2"),
        stopped(3).with("instanceId", "instance-2"));

    LogAudit audit = LogAudit.of(folder);
    assertFailure(assertThat(audit)::everyLossIsReported, "instance-2: of seq 1..3, missing 1");
    assertThat(audit.toString())
        .contains("files 2, lines 4, unreadable 0, torn 0, instances 2")
        .contains("instance-1: seq 1..2, records 2, repeated 0, missing 0, reported lost 0")
        .contains("instance-2: seq 1..3, records 2, repeated 0, missing 1 (2), reported lost 0");
  }

  @Test
  void oneFile_ofAnyName_isAudited() {
    Path file = write("stdout", line(1), stopped(2));

    assertThatLogs(file).everyLossIsReported();
    assertThat(LogAudit.of(file).lines()).isEqualTo(2);
  }

  @Test
  void longLines_acrossTheReadersBuffer_areRead() {
    String long1 = "x".repeat(200_000);
    write(
        "a.jsonl",
        line(1).with("long", long1),
        line(2).with("long", "é".repeat(65_536)),
        stopped(3));

    assertThatLogs(folder).everyLossIsReported().everyRecordHasRequiredFields();
  }
}
