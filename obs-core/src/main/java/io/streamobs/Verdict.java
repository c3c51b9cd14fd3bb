package io.streamobs;

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

  /** A reason as it is kept: it waits in the queue unweighed, and is for people. */
  static @Nullable String reason(@Nullable String text) {
    return text == null || text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
  }
}
