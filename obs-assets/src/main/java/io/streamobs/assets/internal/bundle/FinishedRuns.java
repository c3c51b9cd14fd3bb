package io.streamobs.assets.internal.bundle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs that ended, until nothing more of them is on its way.
 *
 * <p>Threads: one.
 */
public final class FinishedRuns {

  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<RunFolder, Long> finishedNanos = new LinkedHashMap<>();

  /** The run ended now. */
  public void add(RunFolder run, long nowNanos) {
    finishedNanos.putIfAbsent(run, nowNanos);
  }

  /** Something came of the run; where it had ended, more may be on its way. */
  public void seen(RunFolder run, long nowNanos) {
    if (finishedNanos.remove(run) != null) {
      finishedNanos.put(run, nowNanos); // the latest last
    }
  }

  /** Those that may be forgotten; each once. */
  public List<RunFolder> take(long nowNanos) {
    List<RunFolder> due = new ArrayList<>();
    Iterator<Map.Entry<RunFolder, Long>> oldestFirst = finishedNanos.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      Map.Entry<RunFolder, Long> run = oldestFirst.next();
      if (nowNanos - run.getValue() < LATE_NANOS) {
        break;
      }
      due.add(run.getKey());
      oldestFirst.remove();
    }
    return due;
  }
}
