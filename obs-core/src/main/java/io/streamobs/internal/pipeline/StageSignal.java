package io.streamobs.internal.pipeline;

import io.streamobs.spi.CapturedRecord;

/**
 * A record that tells that a stage began or ended, so that the pipeline can watch the open ones and
 * sample the successful ones. The pipeline's thread only.
 */
public interface StageSignal {

  /** The stage, by identity. */
  Object stage();

  /** Whether it begins. */
  boolean begins();

  /**
   * Decides whether logs leave the record out. Called once, in the order of the queue, before any
   * sink is asked.
   */
  void sample();

  /** Whether it is open now, whatever this record says. */
  boolean isOpen();

  /** When it counts as stalled, on the monotonic clock. */
  long stalledAtNanos();

  /** The record to make then. */
  CapturedRecord stalled();
}
