package io.streamobs.internal.pipeline;

import io.streamobs.internal.jmx.JmxRegistration;
import io.streamobs.spi.ServiceThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the drainer's rounds until it is told to stop and nothing is left. A later one waits for an
 * earlier one to end, so that never two drain at once, however long the earlier one takes.
 */
final class DrainerThread implements Runnable {

  private static final int ROUND = 512;
  // Nobody wakes this thread for a record, so that a park is how much later one may be seen, and
  // what a process pays for silence: on a small machine some 80 µs of processor time for each.
  private static final long BUSY_PARK = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long IDLE_PARK = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long SILENT_PARK = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long BUSY_FOR = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENT_AFTER = TimeUnit.SECONDS.toNanos(10);

  private final String name;
  private final Drainer drainer;
  private final @Nullable JmxRegistration jmx;
  private final ServiceThread thread;
  private final AtomicLong rounds = new AtomicLong();
  private @Nullable DrainerThread earlier;
  private volatile boolean stopping;

  DrainerThread(
      String name,
      Drainer drainer,
      @Nullable DrainerThread earlier,
      @Nullable JmxRegistration jmx) {
    this.name = name;
    this.jmx = jmx;
    this.drainer = drainer;
    this.earlier = earlier;
    this.thread = new ServiceThread("obs-pipeline-" + name, this);
  }

  void start() {
    thread.start();
    if (jmx != null) {
      new ServiceThread("obs-jmx-" + name, jmx).start();
    }
  }

  void stop() {
    stopping = true;
    if (jmx != null) {
      jmx.end();
    }
    wake();
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  boolean isStopping() {
    return stopping;
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** How many rounds it made. */
  long rounds() {
    return rounds.get();
  }

  @Override
  public void run() {
    awaitEarlier();
    long lastRecord = System.nanoTime();
    while (true) {
      boolean last = stopping;
      int taken = round();
      rounds.lazySet(rounds.getPlain() + 1);
      if (taken > 0) {
        lastRecord = System.nanoTime();
      } else if (last) {
        return;
      } else {
        LockSupport.parkNanos(this, park(System.nanoTime() - lastRecord));
      }
    }
  }

  private static long park(long silentFor) {
    if (silentFor < BUSY_FOR) {
      return BUSY_PARK;
    }
    return silentFor < SILENT_AFTER ? IDLE_PARK : SILENT_PARK;
  }

  private void awaitEarlier() {
    DrainerThread before = earlier;
    while (before != null && before.isAlive()) {
      LockSupport.parkNanos(this, BUSY_PARK);
    }
    earlier = null;
  }

  private int round() {
    try {
      int taken = drainer.drain(ROUND);
      drainer.keepHouse();
      return taken;
    } catch (Throwable thrown) { // this thread outlives whatever happens in a round
      LockSupport.parkNanos(this, BUSY_PARK);
      return 0;
    }
  }
}
