package io.streamobs.testkit;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code records_dropped} says.
 *
 * @param where {@code queue}, or the name of a sink
 * @param from the first number that the episode lost
 * @param to the last one so far; not all between are lost
 * @param count how many are
 * @param seq the number of the report itself
 */
record LossReport(String where, String reason, long from, long to, long count, long seq) {

  /** What is the same in all reports of one episode; of these the last one counts. */
  record Episode(String where, String reason, long from) {}

  /** Null where the record lacks what a report has. */
  static @Nullable LossReport of(RecordView record) {
    return record.detail("where") instanceof String where
            && record.detail("reason") instanceof String reason
            && record.detail("seq_from") instanceof Long from
            && record.detail("seq_to") instanceof Long to
            && record.detail("count") instanceof Long count
        ? new LossReport(where, reason, from, to, count, record.seq().orElse(0))
        : null;
  }

  Episode episode() {
    return new Episode(where, reason, from);
  }

  LossReport later(LossReport other) {
    return seq >= other.seq ? this : other;
  }
}
