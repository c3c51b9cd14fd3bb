package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds records without the fields that every record has, with values that mean something. */
final class RequiredFields {

  private static final List<RecordField> TEXTS =
      List.of(RecordField.EVENT, RecordField.STREAM_ID, RecordField.RUN_ID);

  // These are known wherever a record is made: a placeholder is as bad as nothing.
  private static final List<RecordField> REAL =
      List.of(
          RecordField.SERVICE,
          RecordField.COMPONENT,
          RecordField.INSTANCE_ID,
          RecordField.CORRELATION_ID,
          RecordField.SESSION_ID);

  private final List<Finding> findings = new ArrayList<>();

  private RequiredFields() {}

  static List<Finding> check(List<RecordView> records) {
    RequiredFields check = new RequiredFields();
    records.forEach(check::check);
    return check.findings;
  }

  private void check(RecordView record) {
    if (record.problem() != null) {
      findings.add(Finding.of(record, record.problem()));
      return;
    }
    require(record, RecordField.TS, record.ts() != null, "an RFC 3339 time");
    require(record, RecordField.LEVEL, record.level() != null, "a level");
    require(record, RecordField.SEQ, record.seq().orElse(0) > 0, "a number above 0");
    require(record, RecordField.MESSAGE, record.message() != null, "a text");
    TEXTS.forEach(field -> require(record, field, isText(record, field), "a text"));
    REAL.forEach(
        field -> require(record, field, isText(record, field) && !isNone(record, field), "real"));
    checkRun(record);
  }

  private void checkRun(RecordView record) {
    boolean noStream = isNone(record, RecordField.STREAM_ID);
    boolean noRun = isNone(record, RecordField.RUN_ID);
    if (noStream != noRun) {
      findings.add(Finding.of(record, "of streamId and runId one is known and one is \"-\""));
    } else if (noRun && isOfRun(record)) {
      findings.add(Finding.of(record, "streamId and runId are \"-\" inside a run"));
    }
  }

  private static boolean isOfRun(RecordView record) {
    String event = String.valueOf(record.event());
    return record.has(RecordField.FRAGMENT_SEQ.json())
        || event.startsWith("run_")
        || event.startsWith("fragment_");
  }

  private void require(RecordView record, RecordField field, boolean fulfilled, String what) {
    if (!record.has(field.json())) {
      findings.add(Finding.of(record, field.json() + " is missing"));
    } else if (!fulfilled) {
      Object value = record.field(field.json());
      findings.add(Finding.of(record, field.json() + " is " + quoted(value) + ", not " + what));
    }
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String ? "\"" + value + '"' : String.valueOf(value);
  }

  private static boolean isText(RecordView record, RecordField field) {
    return record.field(field.json()) instanceof String text && !text.isBlank();
  }

  private static boolean isNone(RecordView record, RecordField field) {
    return CorrelationContext.NONE.equals(record.field(field.json()));
  }
}
