package io.streamobs.spi;

import org.jspecify.annotations.Nullable;

/**
 * Measures what a stage takes beside time: processor, memory, a GPU, money. What it puts stands
 * under {@code details.resources} of the stage's last event.
 *
 * <p>Threads: {@link #begin} on the one that opens the stage, {@link #end} on the one that ends it.
 * Both are part of the live thread's work: quick, without a lock or I/O; what is slow to find out
 * is found out elsewhere and only read here. Failure: what they throw is swallowed, and the stage
 * goes without.
 */
public interface StageMeter {

  /** Takes what a meter measured. */
  @FunctionalInterface
  interface Reading {

    /**
     * @param name snake_case with its unit, such as {@code cpu_us}
     */
    void put(String name, long value);
  }

  /**
   * A stage begins.
   *
   * @return what {@link #end} is given; may be null
   */
  @Nullable Object begin();

  /** That stage ends. */
  void end(@Nullable Object begun, Reading reading);
}
