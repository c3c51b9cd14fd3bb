package io.streamobs;

import io.streamobs.spi.StageMeter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meters of an Obs, each guarded against what it throws. */
final class Meters {

  private final StageMeter[] meters;

  private Meters(List<StageMeter> meters) {
    this.meters = meters.toArray(new StageMeter[0]);
  }

  /** Null where there are none, so that a stage pays nothing. */
  static @Nullable Meters of(List<StageMeter> meters) {
    return meters.isEmpty() ? null : new Meters(meters);
  }

  Object begin() {
    @Nullable Object[] begun = new Object[meters.length];
    for (int i = 0; i < meters.length; i++) {
      try {
        begun[i] = meters[i].begin();
      } catch (Throwable e) { // the stage goes without
        begun[i] = null;
      }
    }
    return begun;
  }

  /**
   * @param begun what {@link #begin} gave
   */
  void end(Object begun, StageMeter.Reading reading) {
    @Nullable Object[] each = (Object[]) begun;
    for (int i = 0; i < meters.length; i++) {
      end(meters[i], each[i], reading);
    }
  }

  private static void end(StageMeter meter, @Nullable Object begun, StageMeter.Reading reading) {
    try {
      meter.end(begun, reading);
    } catch (Throwable e) { // the others go on
      return;
    }
  }
}
