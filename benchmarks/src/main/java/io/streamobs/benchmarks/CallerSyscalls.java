package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * How often does a caller enter the kernel? Counted by {@code strace} on the caller's thread alone,
 * from outside, over paced calls of code that is warm. What the calls do not cause is in it too,
 * such as a stop for the garbage collector; system calls are named, so that one can tell.
 */
public final class CallerSyscalls {

  private static final int WARM_UP = 50_000;

  private final CountDownLatch warm = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final int calls;

  private volatile boolean watched;
  private volatile boolean done;
  private volatile boolean released;
  private volatile Path task;

  private CallerSyscalls(int calls) {
    this.calls = calls;
  }

  /**
   * Prints the system calls in all, then each by its name.
   *
   * @param args contender, workload and number of calls
   */
  public static void main(String[] args) throws Exception {
    Map<String, Integer> counts =
        new CallerSyscalls(Integer.parseInt(args[2]))
            .count(Contender.valueOf(args[0]), Workload.valueOf(args[1]));
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(total + " " + counts);
  }

  private Map<String, Integer> count(Contender contender, Workload workload) throws Exception {
    Thread thread = new Thread(() -> makeCalls(contender, workload), "caller");
    thread.setDaemon(true);
    thread.start();
    warm.await();
    Path trace = Files.createTempFile("benchmark", ".strace");
    try {
      watch(trace);
      ended.await();
      return byName(trace);
    } finally {
      Files.deleteIfExists(trace);
    }
  }

  // From the first look at "watched" to the last at "released" the thread does nothing but the
  // calls: it turns, it does not wait.
  private void makeCalls(Contender contender, Workload workload) {
    Installation installation = contender.install(Contender.NOWHERE);
    try (Caller caller = installation.caller(workload)) {
      Pause pause = Pause.calibrated();
      run(caller, pause, WARM_UP);
      task = Path.of("/proc/thread-self").toRealPath();
      warm.countDown();
      while (!watched) {
        Thread.onSpinWait();
      }
      run(caller, pause, calls);
      done = true;
      while (!released) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new IllegalStateException("there is no /proc to find the thread in", e);
    } finally {
      installation.end(WARM_UP + calls);
      ended.countDown();
    }
  }

  private static void run(Caller caller, Pause pause, int calls) {
    for (int i = 0; i < calls; i++) {
      caller.before();
      pause.take();
      caller.call();
      caller.after();
    }
  }

  private void watch(Path trace) throws Exception {
    String tid = task.getFileName().toString();
    Process strace =
        new ProcessBuilder("strace", "-qq", "-e", "signal=none", "-o", trace.toString(), "-p", tid)
            .redirectErrorStream(true)
            .start();
    while (!isTraced()) {
      if (!strace.isAlive()) {
        throw new IllegalStateException(
            "strace does not work here: " + new String(strace.getInputStream().readAllBytes()));
      }
      Thread.sleep(5);
    }
    watched = true;
    while (!done) {
      Thread.sleep(20);
    }
    strace.destroy();
    strace.waitFor();
    released = true;
  }

  private boolean isTraced() throws IOException {
    return Files.readAllLines(task.resolve("status")).stream()
        .anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
  }

  // A line is a name and its arguments; a call that was under way at the end is there as well.
  private static Map<String, Integer> byName(Path trace) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : Files.readAllLines(trace)) {
      int end = line.indexOf('(');
      if (end > 0 && !line.startsWith("restart_syscall")) {
        counts.merge(line.substring(0, end), 1, Integer::sum);
      }
    }
    return counts;
  }
}
