package io.streamobs;

import io.streamobs.spi.Snapshots;
import org.jspecify.annotations.Nullable;

/**
 * What somebody stated about the outcome of a scope.
 *
 * @param reason for people
 * @param cause the exception behind a failure
 * @param code the application's code for a failure
 */
record Verdict(
    Outcome outcome, @Nullable String reason, @Nullable Throwable cause, @Nullable ErrorCode code) {

  static final Verdict SUCCESS = new Verdict(Outcome.SUCCESS, null, null, null);

  private static final int MOST_CHARS = 2_048;

  /** The outcome alone, for a scope whose last record has taken the rest along. */
  Verdict bare() {
    return new Verdict(outcome, null, null, null);
  }

  /** See {@link io.streamobs.spi.CapturedRecord#weight()}. */
  int weight() {
    return Snapshots.weight(reason) + Snapshots.weightOfThrown(cause);
  }

  /** A reason as it is kept: for people, and not for long. */
  static @Nullable String reason(@Nullable String text) {
    return text == null || text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }
}
