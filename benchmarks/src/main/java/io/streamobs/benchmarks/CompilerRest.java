package io.streamobs.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the JVM's compiler has nothing to do. Where more threads call than there are
 * processors it hardly gets one, and what is to be measured stays uncompiled for seconds.
 */
final class CompilerRest {

  /** How long that takes, more or less. */
  static final long USUAL_MILLIS = 500;

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private CompilerRest() {}

  static void await() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long begun = System.nanoTime();
    long quietSince = begun;
    long spent = compiler.getTotalCompilationTime();
    while (System.nanoTime() - quietSince < QUIET_NANOS && System.nanoTime() - begun < MOST_NANOS) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = compiler.getTotalCompilationTime();
      if (now != spent) {
        spent = now;
        quietSince = System.nanoTime();
      }
    }
  }
}
