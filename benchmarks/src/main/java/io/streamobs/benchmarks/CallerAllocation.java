package io.streamobs.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many bytes does one call allocate on its caller's thread? Counted by the JVM for that thread
 * alone: what the threads of a pipeline allocate is not in it. What the call site itself makes,
 * boxes and the array of arguments, is. Calls are paced, so that none is cheap for being refused.
 */
public final class CallerAllocation {

  private static final int WARM_UP = 50_000;

  private CallerAllocation() {}

  /**
   * Prints bytes per call.
   *
   * @param args contender, workload and number of calls
   */
  public static void main(String[] args) {
    Contender contender = Contender.valueOf(args[0]);
    Workload workload = Workload.valueOf(args[1]);
    int calls = Integer.parseInt(args[2]);
    System.out.println(measure(contender, workload, Math.min(calls, WARM_UP), calls));
  }

  static double measure(Contender contender, Workload workload, int warmUp, int calls) {
    Installation installation = contender.install(Contender.NOWHERE);
    int made = warmUp + calls;
    try (Caller caller = installation.caller(workload)) {
      Pause pause = Pause.calibrated();
      allocated(caller, pause, warmUp);
      return (double) allocated(caller, pause, calls) / calls;
    } finally {
      installation.end(made);
    }
  }

  private static long allocated(Caller caller, Pause pause, int calls) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    long sum = 0;
    for (int i = 0; i < calls; i++) {
      caller.before();
      pause.take();
      long before = threads.getThreadAllocatedBytes(own);
      caller.call();
      sum += threads.getThreadAllocatedBytes(own) - before;
      caller.after();
    }
    return sum;
  }
}
