package io.streamobs.logback;

import ch.qos.logback.classic.Level;

/** Logback's levels and SLF4J's. */
final class Levels {

  private Levels() {}

  static org.slf4j.event.Level of(Level level) {
    int value = level.toInt();
    if (value >= Level.ERROR_INT) {
      return org.slf4j.event.Level.ERROR;
    }
    if (value >= Level.WARN_INT) {
      return org.slf4j.event.Level.WARN;
    }
    if (value >= Level.INFO_INT) {
      return org.slf4j.event.Level.INFO;
    }
    return value >= Level.DEBUG_INT ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.TRACE;
  }

  /** Whether a logger of the threshold lets the level through. */
  static boolean passes(org.slf4j.event.Level level, Level threshold) {
    return Level.convertAnSLF4JLevel(level).toInt() >= threshold.toInt();
  }
}
