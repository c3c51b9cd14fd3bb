package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How long does one call hold up its caller? Samples of single calls; what stands before and after
 * a call, such as the pause, is not in them. One contender in a process.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CallerCost {

  // One thread leaves the compiler a processor. Several callers, of which now and then all threads
  // have one, for a caller's beginning and end, and what happens only where threads meet, not to be
  // new when what is measured begins: what is new takes compiled code back.
  static final int WARM_UP_CALLERS = 10;
  private static final int WARM_UP_ALONE = 4;

  /** The contender, shared by all callers. */
  @State(Scope.Benchmark)
  public static class Target {

    @Param public Contender contender;
    @Param public Workload workload;
    @Param public Pace pace;

    /** Of each caller that comes before those that are measured; a multiple of their threads. */
    @Param("8000")
    public int warmUpCalls;

    private final Collection<Worker> workers = new ConcurrentLinkedQueue<>();
    private Installation installation;
    private Pause pause;

    @Setup
    public void install(BenchmarkParams params) throws InterruptedException {
      pause = Pause.calibrated();
      installation = contender.install(Contender.NOWHERE);
      for (int caller = 0; caller < WARM_UP_CALLERS; caller++) {
        warmUp(caller % WARM_UP_ALONE == WARM_UP_ALONE - 1 ? params.getThreads() : 1);
      }
      pause = pace == Pace.PACED ? pause : Pause.none();
    }

    private void warmUp(int threads) throws InterruptedException {
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        callers.add(new Thread(() -> call(warmUpCalls / threads), "warm-up"));
      }
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }
    }

    private void call(int times) {
      Caller caller = installation.caller(workload);
      for (int call = 0; call < times; call++) {
        caller.before();
        pause.take();
        caller.call();
        caller.after();
      }
      caller.close();
    }

    @TearDown
    public void end() {
      long calls = workers.stream().mapToLong(worker -> worker.calls).sum();
      Losses.note(installation.end((long) WARM_UP_CALLERS * warmUpCalls + calls));
    }
  }

  /**
   * A caller on its thread. Where threads are virtual it can be another one in each iteration, so
   * that the scope it is in is opened and closed with the iteration.
   */
  @State(Scope.Thread)
  public static class Worker {

    private Caller caller;
    private Pause pause;
    private long calls;

    // Counted from here to the end: when the first thread takes the target down, JMH has stopped
    // all others, which need not have left their last iteration yet.
    @Setup
    public void join(Target target) {
      target.workers.add(this);
    }

    @Setup(Level.Iteration)
    public void open(Target target, BenchmarkParams params) {
      if (params.getThreads() > 1) {
        CompilerRest.await();
      }
      pause = target.pause;
      caller = target.installation.caller(target.workload);
    }

    @Setup(Level.Invocation)
    public void before() {
      caller.before();
      pause.take();
      calls++;
    }

    @TearDown(Level.Invocation)
    public void after() {
      caller.after();
    }

    @TearDown(Level.Iteration)
    public void close() {
      caller.close();
    }
  }

  @Benchmark
  public void call(Worker worker) {
    worker.caller.call();
  }
}
