package io.streamobs;

import java.util.Locale;
import org.slf4j.event.Level;

/**
 * How a piece of work ended. Constants stand in the order of severity, so that the outcome of a
 * whole is the greatest outcome of its parts.
 */
public enum Outcome {
  /** Nothing was done, on purpose. */
  SKIPPED(Level.INFO),
  /** The work was done in full. */
  SUCCESS(Level.INFO),
  /** The work was done, with less than its full quality. */
  DEGRADED(Level.WARN),
  /** Nobody said how the work ended; diagnosis treats it as a suspect, never as a success. */
  UNMARKED(Level.WARN),
  /** The work was not done. */
  FAILURE(Level.ERROR);

  private final Level level;
  private final String json;

  Outcome(Level level) {
    this.level = level;
    this.json = name().toLowerCase(Locale.ROOT);
  }

  /** The level at which an event with this outcome is recorded. */
  public Level level() {
    return level;
  }

  /** The value of the field {@code outcome}: the constant's name in lower case. */
  public String json() {
    return json;
  }

  /** The more severe of the two. */
  public Outcome worse(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
