package io.streamobs.internal.pipeline;

import io.streamobs.spi.CapturedRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;

/**
 * Knows the open stages from the records of their starts and ends, and finds those past their
 * deadline. Costs the stage itself nothing. The pipeline's thread only.
 */
final class StageWatch {

  // A host with more open stages than this has other trouble; the rest is not watched.
  private static final int MOST_WATCHED = 65_536;

  private final IdentityHashMap<Object, StageSignal> open = new IdentityHashMap<>();

  void note(StageSignal signal) {
    if (!signal.begins()) {
      open.remove(signal.stage());
    } else if (open.size() < MOST_WATCHED) {
      open.put(signal.stage(), signal);
    }
  }

  /** The records for stages that stalled since the last call; each stage once. */
  List<CapturedRecord> stalled(long nowNanos) {
    List<CapturedRecord> found = List.of();
    for (Iterator<StageSignal> signals = open.values().iterator(); signals.hasNext(); ) {
      StageSignal signal = signals.next();
      if (!signal.isOpen()) { // the record of its end is on its way, or was lost
        signals.remove();
      } else if (nowNanos - signal.stalledAtNanos() >= 0) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(signal.stalled());
        signals.remove();
      }
    }
    return found;
  }
}
