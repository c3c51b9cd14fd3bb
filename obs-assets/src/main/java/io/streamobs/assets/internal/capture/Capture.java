package io.streamobs.assets.internal.capture;

import io.streamobs.spi.TimeSource;
import org.jspecify.annotations.Nullable;

/** Whether contents are captured now, and how much more. Threads: any, without waiting. */
final class Capture {

  private final @Nullable CaptureOrder order;
  private final TimeSource clock;
  private final Budget budget;
  private volatile boolean closed;

  /**
   * @param order null where contents are not captured
   */
  Capture(@Nullable CaptureOrder order, TimeSource clock) {
    this.order = order;
    this.clock = clock;
    this.budget = new Budget(order == null ? 0 : order.maxBytes());
  }

  boolean isOn() {
    return !closed && order != null && clock.epochMillis() < order.until().toEpochMilli();
  }

  @Nullable CaptureOrder order() {
    return order;
  }

  /** Bytes that may be captured, as they are before redaction. */
  Budget budget() {
    return budget;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
