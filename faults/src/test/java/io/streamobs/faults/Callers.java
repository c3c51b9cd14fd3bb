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
  private final int threads;
  private final boolean virtual;
  private final AtomicLong emitted = new AtomicLong();
  private final AtomicLong fragments = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private volatile Throwable thrown;

  Callers(RunScope run, Host host, int threads, boolean virtual) {
    this.run = run;
    this.host = host;
    this.threads = threads;
    this.virtual = virtual;
  }

  /** All of them at once, so many turns each; returns when all are done. */
  void run(int turns) throws Exception {
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(start(NAME + i, () -> turns(turns)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (thrown != null) {
      throw new AssertionError("a call threw", thrown);
    }
  }

  private Thread start(String name, Runnable body) throws Exception {
    if (!virtual) {
      Thread thread = new Thread(body, name);
      thread.start();
      return thread;
    }
    // Thread.ofVirtual().name(name).start(body), which JDK 17 does not have.
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
        pause(before + 50_000);
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
