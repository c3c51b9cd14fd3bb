package io.streamobs.testkit;

import io.streamobs.Outcome;
import io.streamobs.event.LibraryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Looks at how stages, fragments and runs ended. */
final class Stages {

  private Stages() {}

  static List<Finding> unmarked(List<RecordView> records) {
    return records.stream()
        .filter(record -> record.is(LibraryEvent.STAGE_FINISHED))
        .filter(record -> record.outcome() == Outcome.UNMARKED)
        .map(record -> Finding.of(record, "nobody said how stage " + record.stage() + " ended"))
        .toList();
  }

  /** Stages that did not end, or ended without a duration. */
  static List<Finding> untimed(List<RecordView> records) {
    List<Finding> findings = new ArrayList<>();
    Map<String, RecordView> open = new LinkedHashMap<>();
    int ended = 0;
    for (RecordView record : records) {
      String span = record.instanceId() + " " + record.spanId();
      if (record.is(LibraryEvent.STAGE_STARTED)) {
        open.put(span, record);
      } else if (record.is(LibraryEvent.STAGE_FINISHED)) {
        ended++;
        open.remove(span);
        if (record.durationMs().orElse(-1) < 0) {
          findings.add(Finding.of(record, "stage " + record.stage() + " has no duration_ms"));
        }
      }
    }
    open.values()
        .forEach(r -> findings.add(Finding.of(r, "stage " + r.stage() + " has not ended")));
    if (ended == 0 && findings.isEmpty()) {
      findings.add(Finding.ofLog("no stage ended"));
    }
    return findings;
  }

  /** Ends of {@code event} that {@code which} is about and that are not {@code expected}. */
  static List<Finding> notEndedAs(
      Outcome expected,
      LibraryEvent event,
      Predicate<RecordView> which,
      String title,
      List<RecordView> records) {
    List<RecordView> ends =
        records.stream().filter(record -> record.is(event)).filter(which).toList();
    if (ends.isEmpty()) {
      return List.of(Finding.ofLog("no " + title + " ended"));
    }
    return ends.stream()
        .filter(record -> record.outcome() != expected)
        .map(record -> Finding.of(record, title + " ended as " + record.field("outcome")))
        .toList();
  }
}
