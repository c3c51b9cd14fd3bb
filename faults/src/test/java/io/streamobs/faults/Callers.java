package io.streamobs.faults;

import io.streamobs.FragmentScope;
import io.streamobs.RunScope;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that a fault must not touch. */
final class Callers {

  static final String NAME = "caller-";

  private final RunScope run;
  private final Host host;
  private final int platform;
  private final int virtual;
  private final AtomicLong emitted = new AtomicLong();
  private final AtomicLong fragments = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private volatile Throwable thrown;

  /**
   * @param platform how many platform threads
   * @param virtual how many virtual ones beside them, of which each does a hundredth of the work
   */
  Callers(RunScope run, Host host, int platform, int virtual) {
    this.run = run;
    this.host = host;
    this.platform = platform;
    this.virtual = virtual;
  }

  /** All of them at once, so many turns each; returns when all are done. */
  void run(int turns) throws Exception {
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < platform; i++) {
      Thread thread = new Thread(() -> turns(turns), NAME + i);
      thread.start();
      running.add(thread);
    }
    for (int i = 0; i < virtual; i++) {
      running.add(startVirtual(NAME + "virtual-" + i, () -> turns(Math.max(1, turns / 100))));
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (thrown != null) {
      throw new AssertionError("a call threw", thrown);
    }
  }

  // Thread.ofVirtual().name(name).start(body), which JDK 17 does not have.
  private static Thread startVirtual(String name, Runnable body) throws Exception {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    type.getMethod("name", String.class).invoke(builder, name);
    Method start = type.getMethod("start", Runnable.class);
    return (Thread) start.invoke(builder, body);
  }

  private void turns(int turns) {
    try (FragmentScope fragment = run.fragment(fragments.getAndIncrement()).open()) {
      long records = 0;
      long longest = 0;
      for (int turn = 0; turn < turns; turn++) {
        long before = System.nanoTime();
        records += host.turn(fragment, turn);
        longest = Math.max(longest, System.nanoTime() - before);
        pause(before + 100_000);
      }
      emitted.addAndGet(records);
      long mine = longest;
      longestNanos.accumulateAndGet(mine, Math::max);
      fragment.succeed();
    } catch (Throwable t) {
      thrown = t;
    }
  }

  // No sleep, which would be a wait: it works on until the time is over.
  private static void pause(long until) {
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  /** Records that the turns made, and the starts and ends of their fragments. */
  long emitted() {
    return emitted.get() + 2 * fragments.get() + Hostile.logged();
  }

  long longestNanos() {
    return longestNanos.get();
  }

  void forgetLongest() {
    longestNanos.set(0);
  }
}
