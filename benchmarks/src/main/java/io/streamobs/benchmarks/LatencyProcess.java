package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A caller and a follower of the file that its lines come to, in a process of their own. */
public final class LatencyProcess {

  private static final long LAST_LINES = TimeUnit.SECONDS.toNanos(5);
  private static final int WARM_UP_MEAN_MILLIS = 1;

  // The same pauses for all.
  private final SplittableRandom random = new SplittableRandom(17);
  private final Caller caller;
  private final Follower follower;
  private final int meanMillis;
  private final long[] calledAt;
  private int calls;

  private LatencyProcess(Caller caller, Follower follower, int meanMillis, int most) {
    this.caller = caller;
    this.follower = follower;
    this.meanMillis = meanMillis;
    this.calledAt = new long[most + 1];
  }

  /**
   * Prints a {@link Latency}.
   *
   * @param args contender, mean time between two lines, warm-up, and measured time in milliseconds
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("benchmark");
    try {
      System.out.println(
          measure(
              FollowedContender.valueOf(args[0]),
              folder,
              Integer.parseInt(args[1]),
              Integer.parseInt(args[2]),
              Integer.parseInt(args[3])));
    } finally {
      delete(folder);
    }
  }

  private static Latency measure(
      FollowedContender contender, Path folder, int meanMillis, int warmUp, int measured)
      throws Exception {
    int most = (warmUp + measured) / WARM_UP_MEAN_MILLIS;
    Installation installation = contender.install(folder);
    Caller caller = installation.caller(Workload.LINE);
    Follower follower = new Follower(folder, most);
    FutureTask<Void> following = new FutureTask<>(follower);
    new Thread(following, "follower").start();
    LatencyProcess process = new LatencyProcess(caller, follower, meanMillis, most);
    int before = process.callFor(warmUp, WARM_UP_MEAN_MILLIS);
    int all = process.callFor(measured, meanMillis);
    process.awaitLast();
    follower.end();
    following.get();
    caller.close();
    installation.end(all);
    return process.latency(before);
  }

  /** Says how many calls there were in all. */
  private int callFor(int millis, int mean) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end && calls < calledAt.length - 1) {
      LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(2L * mean)));
      calledAt[++calls] = System.nanoTime();
      caller.call();
    }
    return calls;
  }

  private void awaitLast() {
    long end = System.nanoTime() + LAST_LINES;
    while (follower.last() < calls && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private Latency latency(int before) {
    double[] nanos = new double[calls - before];
    int seen = 0;
    for (int call = before + 1; call <= calls; call++) {
      if (follower.seenAt(call) != 0) {
        nanos[seen++] = follower.seenAt(call) - calledAt[call];
      }
    }
    return Latency.of(Arrays.copyOf(nanos, seen), nanos.length - seen);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
