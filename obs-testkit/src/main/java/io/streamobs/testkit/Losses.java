package io.streamobs.testkit;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.event.LibraryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds every trace that records leave that were lost. */
final class Losses {

  private Losses() {}

  static List<Finding> check(Snapshot log) {
    List<Finding> findings = new ArrayList<>();
    Health health = log.health();
    if (health != null) {
      ledger(health.queue(), findings);
      health.sinks().forEach(sink -> ledger(sink, findings));
      findings.addAll(gaps(log.records()));
    }
    findings.addAll(torn(log));
    for (RecordView record : log.records()) {
      reported(record, findings);
    }
    return findings;
  }

  private static void ledger(Ledger ledger, List<Finding> findings) {
    if (!ledger.lossless()) {
      findings.add(
          Finding.ofLog(
              ledger.name() + " dropped " + ledger.drops() + " and failed on " + ledger.failed()));
    }
  }

  private static void reported(RecordView record, List<Finding> findings) {
    if (record.problem() != null) {
      findings.add(Finding.of(record, record.problem()));
    } else if (record.is(LibraryEvent.RECORDS_DROPPED)) {
      findings.add(Finding.of(record, record.detail("count") + " records were dropped"));
    } else if (record.is(LibraryEvent.INSTANCE_STOPPED)
        && record.field("details") instanceof Map<?, ?> ledgers) {
      ledgers.forEach((name, ledger) -> lastLedger(record, String.valueOf(name), ledger, findings));
    }
  }

  private static void lastLedger(
      RecordView record, String name, @Nullable Object ledger, List<Finding> findings) {
    if (ledger instanceof Map<?, ?> counts
        && !(isZero(counts.get("dropped")) && isZero(counts.get("failed")))) {
      findings.add(Finding.of(record, name + " ended with " + counts));
    }
  }

  private static boolean isZero(@Nullable Object count) {
    return count == null || count.equals(0L);
  }

  static List<Finding> torn(Snapshot log) {
    String torn = log.tornLine();
    if (torn == null) {
      return List.of();
    }
    String start = History.oneLine(torn.substring(0, Math.min(torn.length(), 200)));
    return List.of(Finding.ofLog("the last line is torn: " + start));
  }

  /** Numbers that are missing, or not in order, within what each instance wrote. */
  static List<Finding> gaps(List<RecordView> records) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Long> lastSeqs = new HashMap<>();
    for (RecordView record : records) {
      if (record.seq().isEmpty()) {
        continue;
      }
      long seq = record.seq().getAsLong();
      Long last = lastSeqs.put(String.valueOf(record.instanceId()), seq);
      if (last != null && seq != last + 1) {
        findings.add(Finding.of(record, "seq is " + seq + " right after " + last));
      }
    }
    return findings;
  }
}
