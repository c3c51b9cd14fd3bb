package io.streamobs.internal.pipeline;

import io.streamobs.spi.CapturedRecord;

/**
 * A record that tells that a stage began or ended, so that the pipeline can watch the open ones.
 */
public interface StageSignal {

  /** The stage, by identity. */
  Object stage();

  /** Whether it begins. */
  boolean begins();

  /** Whether it is open now, whatever this record says. */
  boolean isOpen();

  /** When it counts as stalled, on the monotonic clock. */
  long stalledAtNanos();

  /** The record to make then. */
  CapturedRecord stalled();
}
