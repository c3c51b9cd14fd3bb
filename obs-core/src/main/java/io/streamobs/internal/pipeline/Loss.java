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

  private long count;
  private long from;
  private long to;
  private long reported;
  private long reportedAt;

  void add(long first, long last) {
    if (count == 0) {
      from = first;
    }
    to = last;
    count += last - first + 1;
  }

  long count() {
    return count;
  }

  /** Whether there is something new to say, and enough time since the last word. */
  boolean isDue(long nowNanos, boolean recovered) {
    return count > reported
        && (recovered || reported == 0 || nowNanos - reportedAt >= BETWEEN_REPORTS);
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
    reportedAt = nowNanos;
  }

  /** The episode is over and was reported in full. */
  void end() {
    count = 0;
    reported = 0;
  }
}
