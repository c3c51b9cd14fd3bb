package io.streamobs.testkit;

import io.streamobs.event.LibraryEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the records of one instance add up to, while they are read. */
final class InstanceAccount {

  final String id;
  final SeqNumbers numbers = new SeqNumbers();
  final Findings conflicts = new Findings();
  private final Map<LossReport.Episode, LossReport> reports = new LinkedHashMap<>();
  long lines;
  long duplicates;
  boolean stopped;
  boolean unclean;

  InstanceAccount(String id) {
    this.id = id;
  }

  /** What was reported lost, each episode by its last report. */
  List<LossReport> reports() {
    return List.copyOf(reports.values());
  }

  void add(RecordView record, long seq) {
    lines++;
    switch (numbers.add(seq, record.line().hashCode())) {
      case NEW -> event(record);
      case AGAIN -> duplicates++;
      case OTHER_CONTENT ->
          conflicts.add(
              Finding.of(
                  record,
                  "another record of " + id + " has the seq " + seq + ": is it two pipelines'?"));
    }
  }

  private void event(RecordView record) {
    if (record.is(LibraryEvent.INSTANCE_STOPPED)) {
      stopped = true;
    } else if (record.is(LibraryEvent.RECORDS_DROPPED)) {
      LossReport report = LossReport.of(record);
      if (report != null) {
        reports.merge(report.episode(), report, LossReport::later);
      } else {
        conflicts.add(Finding.of(record, "the report of a loss lacks what a report has"));
      }
    }
  }

  /** Whether texts somewhere in a value name this instance. */
  boolean isNamedIn(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(this::isNamedIn);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(this::isNamedIn);
    }
    return id.equals(value);
  }
}
