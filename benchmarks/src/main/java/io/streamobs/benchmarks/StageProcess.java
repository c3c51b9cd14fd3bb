package io.streamobs.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Opens and ends stages at an even pace, in a process of its own. */
public final class StageProcess {

  // A worker's code is compiled long before it is looked at, however seldom it runs.
  private static final int WARM_UP_PER_SECOND = 20_000;
  private static final int RESTS_IN_WARM_UP = 4;
  private static final int MOST_RESTS = 6;

  private final Contender contender;

  private StageProcess(Contender contender) {
    this.contender = contender;
  }

  /**
   * Prints a {@link StageCost}.
   *
   * @param args contender, stages per second, warm-up and measured time in milliseconds
   */
  public static void main(String[] args) throws InterruptedException {
    StageProcess process = new StageProcess(Contender.valueOf(args[0]));
    process.warmUp(Integer.parseInt(args[2]));
    System.out.println(process.measure(Integer.parseInt(args[1]), Integer.parseInt(args[3])));
  }

  // With an installation of its own: what is lost at this rate is not to count.
  private void warmUp(int millis) throws InterruptedException {
    Installation installation = contender.install(Contender.NOWHERE);
    Caller caller = installation.caller(Workload.STAGE);
    int calls = run(caller, new Beat(WARM_UP_PER_SECOND), WARM_UP_PER_SECOND, millis).length;
    caller.close();
    installation.end(calls);
    awaitCompiler(millis / RESTS_IN_WARM_UP);
  }

  // Code that it still works on is slow until it is done.
  private static void awaitCompiler(int restMillis) throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long before = -1;
    for (int i = 0; i < MOST_RESTS && compiler.getTotalCompilationTime() != before; i++) {
      before = compiler.getTotalCompilationTime();
      Thread.sleep(restMillis);
    }
  }

  private StageCost measure(int perSecond, int millis) {
    Installation installation = contender.install(Contender.NOWHERE);
    Caller caller = installation.caller(Workload.STAGE);
    Beat beat = new Beat(perSecond);
    long before = ProcessorTime.nanos();
    long start = System.nanoTime();
    double[] nanos = run(caller, beat, perSecond, millis);
    double seconds = (System.nanoTime() - start) / 1e9;
    long processor = ProcessorTime.nanos() - before - beat.spunNanos();
    caller.close();
    return StageCost.of(nanos, processor, seconds, installation.end(nanos.length));
  }

  /** The times of single calls. */
  private static double[] run(Caller caller, Beat beat, int perSecond, int millis) {
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
