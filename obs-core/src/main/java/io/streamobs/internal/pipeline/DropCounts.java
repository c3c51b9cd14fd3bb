package io.streamobs.internal.pipeline;

import io.streamobs.Ledger;
import io.streamobs.Ledger.Drop;
import io.streamobs.Ledger.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.event.Level;

/** Counts of dropped records by reason and level. Any thread; touched only when one is dropped. */
final class DropCounts {

  private static final Reason[] REASONS = Reason.values();
  private static final Level[] LEVELS = Level.values();

  private final AtomicLongArray counts = new AtomicLongArray(REASONS.length * LEVELS.length);

  // The first drop comes when a live thread can wait least: the platform links the call here, which
  // takes a lock of its own.
  DropCounts() {
    counts.incrementAndGet(0);
    counts.set(0, 0);
  }

  void add(Reason reason, Level level) {
    counts.incrementAndGet(reason.ordinal() * LEVELS.length + level.ordinal());
  }

  List<Drop> drops() {
    List<Drop> drops = new ArrayList<>();
    for (Reason reason : REASONS) {
      for (Level level : LEVELS) {
        long count = counts.get(reason.ordinal() * LEVELS.length + level.ordinal());
        if (count > 0) {
          drops.add(new Ledger.Drop(reason, level, count));
        }
      }
    }
    return drops;
  }
}
