package io.streamobs.retention;

import io.streamobs.audit.AuditHead;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.util.List;

/**
 * What was deleted.
 *
 * @param plan what was to be
 * @param deleted how many were, those too that an earlier process had begun
 * @param freedFiles the files that are gone
 * @param freedBytes the space that they had
 * @param failures what is not gone, or not wholly; at most a thousand. It is tried again by whoever
 *     comes next
 * @param failureCount how many there are
 * @param troubles what else could not be done, for people; the rest was
 * @param head the end of the audit, which has all of it
 */
public record PurgeReport(
    HomePlan plan,
    long deleted,
    long freedFiles,
    long freedBytes,
    List<Failure> failures,
    long failureCount,
    List<String> troubles,
    AuditHead head) {

  /**
   * A deletion that was not done.
   *
   * @param refused whether it must not be, rather than could not
   * @param cause for a person
   */
  public record Failure(String kind, Deletion deletion, boolean refused, String cause) {}

  public PurgeReport {
    failures = List.copyOf(failures);
    troubles = List.copyOf(troubles);
  }
}
