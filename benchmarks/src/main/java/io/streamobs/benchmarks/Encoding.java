package io.streamobs.benchmarks;

/** Renders events that were captured before, over and over. One thread. */
interface Encoding {

  /** How many events there are. */
  int EVENTS = 4_096;

  /** Renders one of them into the encoder's own memory; gives back its length in bytes. */
  int encode(int event);
}
