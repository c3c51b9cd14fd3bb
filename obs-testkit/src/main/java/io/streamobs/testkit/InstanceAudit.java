package io.streamobs.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the logs have of one instance, and what they lack.
 *
 * <p>Immutable; any thread.
 */
public final class InstanceAudit {

  private final InstanceAccount account;
  private final LogAudit.Terms terms;
  private final long from;
  private final List<LossReport> reports;
  private final List<SeqRange> missing;
  private final List<Finding> findings = new ArrayList<>();
  private long unreported;

  InstanceAudit(InstanceAccount account, LogAudit.Terms terms) {
    this.account = account;
    this.terms = terms;
    this.reports =
        account.reports().stream()
            .filter(report -> terms.concerns(report.where()))
            .sorted(Comparator.comparingLong(LossReport::from))
            .toList();
    this.from = terms.headMayBeGone() ? account.numbers.first() : 1;
    long to = reports.stream().mapToLong(LossReport::to).reduce(lastSeq(), Math::max);
    this.missing = account.numbers.missing(from, to);
    compare(to);
    if (!terms.filtered() && !terms.openEnds() && !isStopped() && !isReportedUnclean()) {
      String what = " has no instance_stopped, and no unclean_end names it: its end may be lost";
      findings.add(Finding.ofLog(id() + what));
    }
  }

  // Reports whose ranges overlap say together how many are lost in all of their ranges.
  private void compare(long to) {
    long next = from;
    int i = 0;
    while (i < reports.size()) {
      long first = reports.get(i).from();
      long last = reports.get(i).to();
      long reported = 0;
      for (; i < reports.size() && reports.get(i).from() <= last; i++) {
        last = Math.max(last, reports.get(i).to());
        reported += reports.get(i).count();
      }
      compare(next, first - 1, 0);
      compare(first, last, reported);
      next = last + 1;
    }
    compare(next, to, 0);
  }

  private void compare(long first, long last, long reported) {
    List<SeqRange> gaps = account.numbers.missing(Math.max(first, from), last);
    long lost = gaps.stream().mapToLong(SeqRange::count).sum();
    if (lost > reported && !terms.filtered()) {
      unreported += lost - reported;
      findings.add(
          Finding.ofLog(
              "%s: of seq %s, missing %s, reported lost %s: %s"
                  .formatted(
                      id(), new SeqRange(first, last), lost, reported, SeqRange.shown(gaps))));
    } else if (lost < reported && first >= from) {
      findings.add(
          Finding.ofLog(
              "%s: of seq %s, reported lost %s, but missing only %s"
                  .formatted(id(), new SeqRange(first, last), reported, lost)));
    }
  }

  /** The instance's {@code instanceId}. */
  public String id() {
    return account.id;
  }

  /** The least number that is there. */
  public long firstSeq() {
    return account.numbers.first();
  }

  /** The greatest number that is there. */
  public long lastSeq() {
    return account.numbers.last();
  }

  /** All its records, repeated ones included. */
  public long lines() {
    return account.lines;
  }

  /** How many different numbers its records have. */
  public long distinct() {
    return account.numbers.count();
  }

  /** Records that are there again, the same to the last byte. */
  public long duplicates() {
    return account.duplicates;
  }

  /** The numbers that are not there, up to the greatest that is there or reported. */
  public List<SeqRange> missing() {
    return missing;
  }

  /** How many numbers are not there. */
  public long missingCount() {
    return missing.stream().mapToLong(SeqRange::count).sum();
  }

  /** How many records are reported lost, in the queue or the sink that wrote the logs. */
  public long reportedLost() {
    return reports.stream().mapToLong(LossReport::count).sum();
  }

  /** How many are missing and in no report; 0 where the output is filtered, as nobody knows. */
  public long unreported() {
    return unreported;
  }

  /** Whether its end is there. */
  public boolean isStopped() {
    return account.stopped;
  }

  /** Whether another instance reports that it ended without closing its log. */
  public boolean isReportedUnclean() {
    return account.unclean;
  }

  List<Finding> findings() {
    return findings;
  }

  Findings conflicts() {
    return account.conflicts;
  }

  @Override
  public String toString() {
    return "%s: seq %s..%s, records %s, repeated %s, missing %s%s, reported lost %s, unreported %s, %s"
        .formatted(
            id(),
            firstSeq(),
            lastSeq(),
            distinct(),
            duplicates(),
            missingCount(),
            missing.isEmpty() ? "" : " (" + SeqRange.shown(missing) + ")",
            reportedLost(),
            terms.filtered() ? "?" : unreported,
            isStopped() ? "stopped" : isReportedUnclean() ? "unclean end, reported" : "no end");
  }
}
