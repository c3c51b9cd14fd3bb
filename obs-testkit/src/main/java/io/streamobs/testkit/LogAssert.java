package io.streamobs.testkit;

import io.streamobs.Outcome;
import io.streamobs.event.LibraryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions over a log, or over a part of it.
 *
 * <pre>{@code
 * assertThat(log).everyRecordHasRequiredFields().everyRecordMatchesSchema().lostNothing();
 * assertThat(log).ofRun("run-1").isCorrelated().hasNoUnmarkedStage();
 * assertThat(log).ofFragment(17).hasOutcome("normalise", Outcome.SUCCESS);
 * }</pre>
 *
 * <p>Methods that begin with {@code of}, {@code with} and {@code matching} narrow it down and give
 * a new assertion. What is said of every record fails where there is none, so that a name spelled
 * wrong never passes; say {@link #isEmpty()} where that is meant.
 *
 * <p>A failure names each offending line, shows the first ones, and prints the history around them.
 *
 * <p>Threads: one. Looks at the records that were there when {@code assertThat} was called.
 */
public final class LogAssert extends AbstractAssert<LogAssert, List<RecordView>> {

  private final Snapshot log;
  private final String part;

  LogAssert(Snapshot log) {
    this(log, log.records(), "");
  }

  private LogAssert(Snapshot log, List<RecordView> records, String part) {
    super(records, LogAssert.class);
    this.log = log;
    this.part = part;
  }

  /** Those of a run. */
  public LogAssert ofRun(String runId) {
    return matching("of run " + runId, record -> runId.equals(record.runId()));
  }

  /** Those of a stream. */
  public LogAssert ofStream(String streamId) {
    return matching("of stream " + streamId, record -> streamId.equals(record.streamId()));
  }

  /** Those of a piece of work, by its correlation id. */
  public LogAssert ofWork(String correlationId) {
    return matching(
        "of work " + correlationId, record -> correlationId.equals(record.correlationId()));
  }

  /** Those of a fragment and its stages. */
  public LogAssert ofFragment(long sequence) {
    return matching(
        "of fragment " + sequence, record -> record.fragmentSeq().orElse(-1) == sequence);
  }

  /** Those of a stage, of all its executions. */
  public LogAssert ofStage(String stage) {
    return matching("of stage " + stage, record -> stage.equals(record.stage()));
  }

  /** Those with an event of this name. */
  public LogAssert withEvent(String event) {
    return matching("with event " + event, record -> event.equals(record.event()));
  }

  /** Those with an event of the library's. */
  public LogAssert withEvent(LibraryEvent event) {
    return withEvent(event.json());
  }

  /**
   * Those that a condition holds for.
   *
   * @param what completes "every record", for messages
   */
  public LogAssert matching(String what, Predicate<RecordView> condition) {
    List<RecordView> chosen = actual.stream().filter(condition).toList();
    return new LogAssert(log, chosen, part + " " + what).as(descriptionText());
  }

  /**
   * Each record has all fields that every record must have, with real values: {@code service},
   * {@code component}, {@code instanceId}, {@code correlation_id} and {@code session_id} are no
   * placeholders, and {@code streamId} and {@code runId} are {@code -} outside a run only.
   */
  public LogAssert everyRecordHasRequiredFields() {
    return check("every record%s to have all required fields", RequiredFields.check(actual));
  }

  /** Each record is valid by the {@linkplain LogSchema JSON Schema of log records}. */
  public LogAssert everyRecordMatchesSchema() {
    List<Finding> findings = new ArrayList<>();
    for (RecordView record : actual) {
      LogSchema.ofRecords()
          .violations(record.line())
          .forEach(violation -> findings.add(Finding.of(record, violation)));
    }
    return check("every record%s to match the schema", findings);
  }

  /**
   * What belongs together says so: all records of a run have its {@code correlation_id} and {@code
   * streamId}, all of a process its {@code session_id}, all of one execution of a stage the same
   * {@code stage}, run and fragment.
   */
  public LogAssert isCorrelated() {
    return check("the records%s to be correlated", Correlation.check(actual));
  }

  /** No value, name or line contains any of the texts. They are not repeated in the failure. */
  public LogAssert containsNoText(String... texts) {
    ForbiddenText forbidden = new ForbiddenText(texts);
    return check(
        "no record%s to contain a forbidden text", forbidden.check(log, actual), forbidden.mask());
  }

  /** The stage ended at least once, and each time with this outcome. */
  public LogAssert hasOutcome(String stage, Outcome outcome) {
    return checkEnds(
        outcome,
        LibraryEvent.STAGE_FINISHED,
        record -> stage.equals(record.stage()),
        "stage " + stage);
  }

  /** The fragment ended at least once, and each time with this outcome. */
  public LogAssert hasFragmentOutcome(long sequence, Outcome outcome) {
    return checkEnds(
        outcome,
        LibraryEvent.FRAGMENT_FINISHED,
        record -> record.fragmentSeq().orElse(-1) == sequence,
        "fragment " + sequence);
  }

  /** At least one run ended, and each with this outcome. */
  public LogAssert hasRunOutcome(Outcome outcome) {
    return checkEnds(outcome, LibraryEvent.RUN_FINISHED, record -> true, "run");
  }

  /** At least one piece of work ended, and each with this outcome. */
  public LogAssert hasWorkOutcome(Outcome outcome) {
    return checkEnds(outcome, LibraryEvent.WORK_FINISHED, record -> true, "work");
  }

  /** No stage ended without that somebody said how. */
  public LogAssert hasNoUnmarkedStage() {
    return check("no stage%s to be unmarked", Stages.unmarked(actual));
  }

  private LogAssert checkEnds(
      Outcome outcome, LibraryEvent event, Predicate<RecordView> which, String title) {
    return check(
        title + "%s to end as " + outcome.json(),
        Stages.notEndedAs(outcome, event, which, title, actual));
  }

  /** At least one stage ended, none is still open, and each has a {@code duration_ms}. */
  public LogAssert everyStageHasATiming() {
    return check("every stage%s to have ended with a timing", Stages.untimed(actual));
  }

  /**
   * At least one record has the timing.
   *
   * @param name with its unit, such as {@code archive_ms}
   */
  public LogAssert hasTiming(String name) {
    return check("a record%s with the timing " + name, Timings.without(name, actual));
  }

  /** Every field with a name that ends in {@code _ms} is a whole number of at least 0. */
  public LogAssert timingsAreNotNegative() {
    return check("the timings%s to be whole and not negative", Timings.negative(actual));
  }

  /**
   * No record was lost, by any trace that a loss leaves: the ledgers of the pipeline, gaps in
   * {@code seq}, reports of dropped records, unreadable and torn lines, the ledgers in {@code
   * instance_stopped}. Of a file, gaps are no proof, because an output may be filtered: see {@link
   * #hasNoGaps()}. Looks at the whole log, not at the part.
   */
  public LogAssert lostNothing() {
    return checkLog("to have lost nothing", Losses.check(log));
  }

  /** Each instance's {@code seq} counts up by one: for outputs that take every record. */
  public LogAssert hasNoGaps() {
    return checkLog("to have no gap in seq", Losses.gaps(log.records()));
  }

  /** A file ends with a whole line. */
  public LogAssert hasNoTornLine() {
    return checkLog("to end with a whole line", Losses.torn(log));
  }

  /** There is no such record. */
  public LogAssert isEmpty() {
    return failIfAny(
        "no record" + part, actual.stream().map(record -> Finding.of(record, "is one")).toList());
  }

  /** There is at least one such record. */
  public LogAssert isNotEmpty() {
    return check("a record%s", List.of());
  }

  /** There are so many. */
  public LogAssert hasSize(int count) {
    return failIfAny(
        count + " records" + part,
        actual.size() == count ? List.of() : List.of(Finding.ofLog("there are " + actual.size())));
  }

  /** The records themselves, for everything else that AssertJ can say. */
  public ListAssert<RecordView> records() {
    return Assertions.assertThat(actual).as(descriptionText());
  }

  private LogAssert check(String expected, List<Finding> findings) {
    return check(expected, findings, UnaryOperator.identity());
  }

  private LogAssert check(String expected, List<Finding> findings, UnaryOperator<String> shown) {
    String text = expected.replace("%s", part);
    return actual.isEmpty()
        ? failIfAny(text, List.of(Finding.ofLog("there is no record" + part + ". " + known())))
        : failIfAny(text, findings, shown);
  }

  private LogAssert checkLog(String expected, List<Finding> findings) {
    return failIfAny(log.name() + " " + expected, findings);
  }

  private LogAssert failIfAny(String expected, List<Finding> findings) {
    return failIfAny(expected, findings, UnaryOperator.identity());
  }

  private LogAssert failIfAny(
      String expected, List<Finding> findings, UnaryOperator<String> shown) {
    if (!findings.isEmpty()) {
      boolean inPart =
          findings.stream()
              .map(Finding::record)
              .filter(Objects::nonNull)
              .allMatch(actual::contains);
      List<RecordView> history = actual.isEmpty() || !inPart ? log.records() : actual;
      failWithMessage("%s", FailureText.of(expected, findings, history, shown));
    }
    return this;
  }

  // A filter that finds nothing is most often a name spelled wrong.
  private String known() {
    return "The log has the runs "
        + log.records().stream().map(RecordView::runId).distinct().limit(10).toList()
        + " and the stages "
        + log.records().stream()
            .map(RecordView::stage)
            .filter(Objects::nonNull)
            .distinct()
            .limit(20)
            .toList();
  }
}
