package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that belong together by one identifier and are apart by another.
 *
 * <p>Remembers the 100,000 runs and executions of stages that it saw last, and so needs no more
 * memory for a log of any length.
 */
final class Correlation {

  private static final int MOST_REMEMBERED = 100_000;
  private static final List<RecordField> OF_INSTANCE = List.of(RecordField.SESSION_ID);
  private static final List<RecordField> OF_RUN = List.of(RecordField.CORRELATION_ID);
  private static final List<RecordField> OF_WORK = List.of(RecordField.STREAM_ID);
  private static final List<RecordField> OF_SPAN =
      List.of(
          RecordField.STAGE,
          RecordField.RUN_ID,
          RecordField.STREAM_ID,
          RecordField.CORRELATION_ID,
          RecordField.FRAGMENT_SEQ,
          RecordField.FRAGMENT_ID,
          RecordField.BATCH_NUMBER);

  /** What the first record of a group says, and where. */
  private record First(String place, List<@Nullable Object> values) {}

  private record Group(String kind, String key) {}

  private final Map<Group, First> firsts =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Group, First> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  static List<Finding> check(List<RecordView> records) {
    Correlation check = new Correlation();
    List<Finding> findings = new ArrayList<>();
    records.forEach(record -> findings.addAll(check.check(record)));
    return findings;
  }

  /** What is wrong with the record beside those before it. */
  List<Finding> check(RecordView record) {
    List<Finding> findings = new ArrayList<>();
    if (record.problem() != null) {
      return findings;
    }
    String instance = String.valueOf(record.instanceId());
    same(record, "instance", instance, OF_INSTANCE, findings);
    String run = record.runId();
    if (run != null && !run.equals(CorrelationContext.NONE)) {
      // A run id may be an application's own, and then used by two streams: but not in one work.
      same(record, "run", record.streamId() + "/" + run, OF_RUN, findings);
      same(record, "run", run + " of work " + record.correlationId(), OF_WORK, findings);
    }
    if (record.spanId() != null) {
      same(record, "span", record.spanId() + " of " + instance, OF_SPAN, findings);
    } else if (record.stage() != null) {
      findings.add(Finding.of(record, "stage " + record.stage() + " has no span_id"));
    }
    return findings;
  }

  private void same(
      RecordView record,
      String kind,
      String key,
      List<RecordField> fields,
      List<Finding> findings) {
    Group group = new Group(kind, key);
    First first = firsts.get(group);
    if (first == null) {
      firsts.put(group, new First(record.place(), values(record, fields)));
      return;
    }
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i).json();
      Object expected = first.values.get(i);
      Object actual = record.field(field);
      if (!Objects.equals(expected, actual)) {
        String what = field + " is " + actual + ", but " + expected + " on " + first.place;
        findings.add(Finding.of(record, what + " of the same " + kind + " (" + key + ")"));
      }
    }
  }

  private static List<@Nullable Object> values(RecordView record, List<RecordField> fields) {
    List<@Nullable Object> values = new ArrayList<>(fields.size());
    fields.forEach(field -> values.add(record.field(field.json())));
    return values;
  }
}
