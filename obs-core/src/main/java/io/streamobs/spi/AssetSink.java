package io.streamobs.spi;

import io.streamobs.Asset;
import io.streamobs.CorrelationContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes what stages read, write and keep, to find out more about it, or to keep it. What it found
 * it says later, in an event {@code asset_recorded} for each.
 *
 * <p>Threads: any, those of stages: both methods are part of the live thread's work. They never
 * wait and do no I/O; the most that they do is to copy bytes. Failure: what they throw is
 * swallowed.
 */
public interface AssetSink {

  /** Whether it takes what is in memory, too, at this moment; files it always takes. */
  boolean takesContents();

  /**
   * Takes it, or refuses; null where it is none of its business. Bytes are copied before it
   * returns.
   *
   * @param where the stage that names it
   */
  @Nullable Handover take(CorrelationContext where, AssetRole role, String kind, Asset asset);

  /**
   * What became of it.
   *
   * @param number from 1 on, unique in the instance: {@code details.asset} of the event that
   *     follows; 0 where it was refused
   * @param refused why it was, such as {@code over_budget}; null where it was not
   */
  record Handover(long number, @Nullable String refused) {

    public static Handover taken(long number) {
      return new Handover(number, null);
    }

    public static Handover refused(String why) {
      return new Handover(0, why);
    }
  }
}
