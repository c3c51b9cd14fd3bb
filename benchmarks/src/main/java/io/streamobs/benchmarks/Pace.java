package io.streamobs.benchmarks;

/** How calls follow each other. */
public enum Pace {
  /** With some 20 µs of work between them, as in a live thread that logs a lot. */
  PACED,
  /** One right after the other: more than anybody can write, so that queues run full. */
  SATURATED
}
