package io.streamobs.benchmarks;

/** A contender that is set up. Any thread, but for what {@link #caller} returns. */
interface Installation {

  /** Somebody who makes the calls, in a scope of his own. Used and closed on this thread only. */
  Caller caller(Workload workload);

  /**
   * Waits until all lines are in the file, where that can be had without taking everything down.
   *
   * @return whether it can
   */
  default boolean flush() {
    return false;
  }

  /**
   * Writes what waits, and takes everything down.
   *
   * @param calls how many were made
   * @return the share of the records that was lost on the way
   */
  double end(long calls);
}
