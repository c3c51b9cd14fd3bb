package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds records that belong together by one identifier and are apart by another. */
final class Correlation {

  private final List<Finding> findings = new ArrayList<>();
  private final Map<List<String>, RecordView> firsts = new HashMap<>();

  private Correlation() {}

  static List<Finding> check(List<RecordView> records) {
    Correlation check = new Correlation();
    records.stream().filter(record -> record.problem() == null).forEach(check::check);
    return check.findings;
  }

  private void check(RecordView record) {
    String instance = String.valueOf(record.instanceId());
    same(record, "instance", instance, RecordField.SESSION_ID);
    String run = record.runId();
    if (run != null && !run.equals(CorrelationContext.NONE)) {
      // A run id may be an application's own, and then used by two streams: but not in one work.
      same(record, "run", record.streamId() + "/" + run, RecordField.CORRELATION_ID);
      same(record, "run", run + " of work " + record.correlationId(), RecordField.STREAM_ID);
    }
    if (record.spanId() != null) {
      checkSpan(record, record.spanId() + " of " + instance);
    } else if (record.stage() != null) {
      findings.add(Finding.of(record, "stage " + record.stage() + " has no span_id"));
    }
  }

  private void checkSpan(RecordView record, String span) {
    same(record, "span", span, RecordField.STAGE);
    same(record, "span", span, RecordField.RUN_ID);
    same(record, "span", span, RecordField.STREAM_ID);
    same(record, "span", span, RecordField.CORRELATION_ID);
    same(record, "span", span, RecordField.FRAGMENT_SEQ);
    same(record, "span", span, RecordField.FRAGMENT_ID);
    same(record, "span", span, RecordField.BATCH_NUMBER);
  }

  private void same(RecordView record, String kind, String key, RecordField field) {
    List<String> group = List.of(kind, key, field.json());
    RecordView first = firsts.putIfAbsent(group, record);
    if (first == null) {
      return;
    }
    Object expected = first.field(field.json());
    Object actual = record.field(field.json());
    if (!Objects.equals(expected, actual)) {
      findings.add(
          Finding.of(
              record,
              field.json()
                  + (" is " + actual + ", but " + expected + " on line " + first.number())
                  + (" of the same " + kind + " (" + key + ")")));
    }
  }
}
