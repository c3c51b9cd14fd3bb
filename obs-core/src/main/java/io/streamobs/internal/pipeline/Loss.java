package io.streamobs.internal.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records that one queue or sink lost in one episode: from its first loss to its recovery. A
 * report covers the episode so far, so that of all reports with the same {@code seq_from} the last
 * one counts. The pipeline's thread only.
 */
final class Loss {

  private static final long BETWEEN_REPORTS = 1_000_000_000L;
  private static final long BETWEEN_TRIES = 100_000_000L;

  private long count;
  private long from;
  private long to;
  private long reported;
  private long triedAt;
  private boolean refused;

  void add(long first, long last) {
    add(first, last, last - first + 1);
  }

  private void add(long first, long last, long numbers) {
    if (count == 0) {
      from = first;
    }
    to = last;
    count += numbers;
  }

  /** Takes over what another episode lost beyond {@code known}, somewhere in its range. */
  void addRest(Loss other, long known) {
    if (other.count > known) {
      add(other.from, other.to, other.count - known);
    }
  }

  long count() {
    return count;
  }

  /**
   * Whether there is something new to say, and enough time since the last word.
   *
   * @param last whether there will be no other chance
   */
  boolean isDue(long nowNanos, boolean recovered, boolean last) {
    if (count <= reported) {
      return false;
    }
    long since = nowNanos - triedAt;
    if (refused) {
      return last || since >= BETWEEN_TRIES;
    }
    return last || recovered || reported == 0 || since >= BETWEEN_REPORTS;
  }

  Map<String, Object> details(String where, String reason) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("where", where);
    details.put("reason", reason);
    details.put("count", count);
    details.put("seq_from", from);
    details.put("seq_to", to);
    return details;
  }

  /**
   * Notes that a report said {@code said}; what was lost since, the report itself perhaps, is due.
   */
  void reported(long nowNanos, long said) {
    reported = said;
    triedAt = nowNanos;
    refused = false;
  }

  /** Notes that no output had room for a report, so that nobody knows yet. */
  void refused(long nowNanos) {
    triedAt = nowNanos;
    refused = true;
  }

  /** The episode is over and was reported in full. */
  void end() {
    count = 0;
    reported = 0;
    refused = false;
  }
}
