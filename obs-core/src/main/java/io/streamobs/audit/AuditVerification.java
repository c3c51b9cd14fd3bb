package io.streamobs.audit;

import java.util.List;

/**
 * What a look at all of an audit found.
 *
 * @param entries how many lines there are
 * @param signed how many of them are signed
 * @param head the end, as the last entry says; worth keeping where all is sound
 * @param problems what is not as it was written, for people; at most a hundred
 * @param problemCount how many there are
 */
public record AuditVerification(
    long entries, long signed, AuditHead head, List<String> problems, long problemCount) {

  public AuditVerification {
    problems = List.copyOf(problems);
  }

  /** Whether everything is as it was written. */
  public boolean isSound() {
    return problemCount == 0;
  }
}
