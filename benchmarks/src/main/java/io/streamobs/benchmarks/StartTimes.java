package io.streamobs.benchmarks;

/**
 * One start of a program, as its parent saw it.
 *
 * @param mainNanos from the start of the process until its {@code main} was entered
 * @param lineNanos from there until the first byte of its line could be read
 */
record StartTimes(long mainNanos, long lineNanos) {

  /** From the start of the process until its line. */
  long wholeNanos() {
    return mainNanos + lineNanos;
  }
}
