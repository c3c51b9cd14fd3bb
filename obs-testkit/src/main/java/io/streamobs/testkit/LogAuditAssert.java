package io.streamobs.testkit;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions over the log files of any number of instances. What {@link LogAssert} says of one log
 * in memory, this says of logs of any size; each check reads the files once.
 *
 * <pre>{@code
 * assertThatLogs(home.resolve("logs"))
 *     .everyRecordHasRequiredFields()
 *     .everyRecordMatchesSchema()
 *     .isCorrelated()
 *     .everyLossIsReported()
 *     .containsNoText("hunter2");
 * }</pre>
 *
 * <p>What is said of every record fails where there is none. A torn line is no record: only {@link
 * #containsNoText} and {@link #hasNoTornLine} look at those. A failure names the first findings
 * with file and line, and ends with the audit.
 *
 * <p>Threads: one.
 */
public final class LogAuditAssert extends AbstractAssert<LogAuditAssert, LogAudit> {

  LogAuditAssert(LogAudit audit) {
    super(audit, LogAuditAssert.class);
  }

  private LogAuditAssert on(LogAudit audit) {
    return new LogAuditAssert(audit).as(descriptionText());
  }

  /** See {@link LogAudit#ofSink}. */
  public LogAuditAssert ofSink(String name) {
    return on(actual.ofSink(name));
  }

  /** See {@link LogAudit#filtered}. */
  public LogAuditAssert filtered() {
    return on(actual.filtered());
  }

  /** See {@link LogAudit#ofRetained}. */
  public LogAuditAssert ofRetained() {
    return on(actual.ofRetained());
  }

  /** See {@link LogAudit#withOpenEnds}. */
  public LogAuditAssert withOpenEnds() {
    return on(actual.withOpenEnds());
  }

  /** As {@link LogAssert#everyRecordHasRequiredFields}. */
  public LogAuditAssert everyRecordHasRequiredFields() {
    return checkEach(
        "every record to have all required fields",
        record -> RequiredFields.check(List.of(record)));
  }

  /** As {@link LogAssert#everyRecordMatchesSchema}. */
  public LogAuditAssert everyRecordMatchesSchema() {
    LogSchema schema = LogSchema.ofRecords();
    return checkEach(
        "every record to match the schema",
        record ->
            schema.violations(record.line()).stream()
                .map(violation -> Finding.of(record, violation))
                .toList());
  }

  /**
   * As {@link LogAssert#isCorrelated}, over all files. Of runs and executions of stages it
   * remembers the last 100,000: one that comes back after as many others is taken for a new one.
   */
  public LogAuditAssert isCorrelated() {
    Correlation correlation = new Correlation();
    return checkEach("the records to be correlated", correlation::check);
  }

  /**
   * For each instance the numbers that are missing are those that are reported lost: none is
   * missing in silence, none is reported that is there. Fails as well for unreadable lines, for two
   * records with one number, and where the end of an instance is missing and nobody says so.
   */
  public LogAuditAssert everyLossIsReported() {
    return fail("every loss to be reported", orNothing(actual.losses()), UnaryOperator.identity());
  }

  /**
   * No value, name or line contains any of the texts, torn lines included. They are not repeated in
   * the failure.
   */
  public LogAuditAssert containsNoText(String... texts) {
    ForbiddenText forbidden = new ForbiddenText(texts);
    Findings findings = new Findings();
    visit(
        record -> findings.addAll(forbidden.check(record)),
        torn -> findings.addAll(forbidden.check(torn)));
    return fail("no line to contain a forbidden text", orNothing(findings), forbidden.mask());
  }

  /** Each file ends with a whole line, and no line had to be written twice. */
  public LogAuditAssert hasNoTornLine() {
    return fail("every line to be whole", actual.tornLinesFound(), UnaryOperator.identity());
  }

  private LogAuditAssert checkEach(String expected, Function<RecordView, List<Finding>> check) {
    Findings findings = new Findings();
    visit(record -> findings.addAll(check.apply(record)), torn -> {});
    return fail(expected, orNothing(findings), UnaryOperator.identity());
  }

  private void visit(Consumer<RecordView> records, Consumer<RecordView> torn) {
    actual.visit(
        new LogLines.Visitor() {
          @Override
          public void record(RecordView record) {
            records.accept(record);
          }

          @Override
          public void torn(RecordView line) {
            torn.accept(line);
          }
        });
  }

  private Findings orNothing(Findings findings) {
    if (actual.lines() == 0) {
      findings.add(Finding.ofLog("there is no record in " + actual.files().size() + " files"));
    }
    return findings;
  }

  private LogAuditAssert fail(String expected, Findings findings, UnaryOperator<String> shown) {
    if (findings.count() > 0) {
      String head =
          FailureText.head(expected, findings.first(), findings.count(), shown).toString();
      failWithMessage("%s%s", head, shown.apply(actual.toString()));
    }
    return this;
  }
}
