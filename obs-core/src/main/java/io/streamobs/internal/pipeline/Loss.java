package io.streamobs.internal.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The records that one queue or sink lost in one episode: from its first loss to its recovery. A
 * report covers the episode so far, so that of all reports with the same {@code seq_from} the last
 * one counts. The pipeline's thread only.
 */
final class Loss {

  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);
  private static final long BETWEEN_TRIES = 100_000_000L;

  private long count;
  private long from;
  private long to;
  private long reported;
  private long triedAt;
  private long pause = FIRST_PAUSE;
  private boolean refused;
  private boolean owed;

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
   * Whether there is something to say that was not said, or not to whom it concerns, and enough
   * time since the last word.
   *
   * @param recovered whether whoever loses has room again
   * @param last whether there will be no other chance
   */
  boolean isDue(long nowNanos, boolean recovered, boolean last) {
    if (count <= reported && !owed) {
      return false;
    }
    long since = nowNanos - triedAt;
    if (refused || (owed && recovered)) {
      return last || since >= BETWEEN_TRIES;
    }
    return last || recovered || reported == 0 || since >= pause;
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
   *
   * @param toAll whether the sink that it is about has it as well
   */
  void reported(long nowNanos, long said, boolean toAll) {
    pause = reported == 0 ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    reported = said;
    triedAt = nowNanos;
    refused = false;
    owed = !toAll;
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
    owed = false;
  }
}
