package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Opens and ends stages at an even pace, in a process of its own. */
public final class StageProcess {

  // A worker's code is compiled long before it is looked at, however seldom it runs.
  private static final int WARM_UP_PER_SECOND = 20_000;

  private final Caller caller;

  private StageProcess(Caller caller) {
    this.caller = caller;
  }

  /**
   * Prints a {@link StageCost}.
   *
   * @param args contender, stages per second, warm-up and measured time in milliseconds
   */
  public static void main(String[] args) {
    int perSecond = Integer.parseInt(args[1]);
    int warmUpMillis = Integer.parseInt(args[2]);
    int measuredMillis = Integer.parseInt(args[3]);
    Installation installation = Contender.valueOf(args[0]).install(Contender.NOWHERE);
    Caller caller = installation.caller(Workload.STAGE);
    StageProcess stages = new StageProcess(caller);
    double[] before = stages.run(new Beat(WARM_UP_PER_SECOND), WARM_UP_PER_SECOND, warmUpMillis);
    Beat beat = new Beat(perSecond);
    long processor = ProcessorTime.nanos();
    long start = System.nanoTime();
    double[] nanos = stages.run(beat, perSecond, measuredMillis);
    double seconds = (System.nanoTime() - start) / 1e9;
    processor = ProcessorTime.nanos() - processor - beat.spunNanos();
    caller.close();
    double lost = installation.end(before.length + nanos.length);
    System.out.println(StageCost.of(nanos, processor, seconds, lost));
  }

  /** The times of single calls. */
  private double[] run(Beat beat, int perSecond, int millis) {
    double[] nanos = new double[(int) ((long) perSecond * millis / 1_000) + 1];
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    int calls = 0;
    for (long now = beat.await(); now < end && calls < nanos.length; now = beat.await()) {
      caller.call();
      nanos[calls++] = System.nanoTime() - now;
    }
    return Arrays.copyOf(nanos, calls);
  }
}
