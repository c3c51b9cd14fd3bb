package io.streamobs.spi.home;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Work on many files, done by the thread that asks for it and one more: most of the time such work
 * waits for the disk or for the system.
 */
public final class TwoThreads {

  private TwoThreads() {}

  /**
   * Does the work once for each number from 0, by both threads in turn, and waits for all of it.
   *
   * <p>What it throws, a {@link RuntimeException} or an error, is thrown here when both have ended;
   * what was not begun by then may be left out. Where the system has no thread left one does all.
   */
  public static void each(int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
            work.accept(n);
          }
        };
    FutureTask<Void> other = new FutureTask<>(share, null);
    if (!isStarted(other)) {
      share.run();
      return;
    }
    try {
      share.run();
    } catch (Throwable e) {
      next.set(count); // the other one is not to go on alone
      awaitEnd(other).filter(another -> another != e).ifPresent(e::addSuppressed);
      throw e;
    }
    awaitEnd(other).ifPresent(TwoThreads::rethrow);
  }

  private static boolean isStarted(FutureTask<Void> work) {
    Thread thread = new Thread(null, work, "obs-second", 0, /* inheritThreadLocals= */ false);
    thread.setDaemon(true);
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError noThreadsLeft) {
      return false;
    }
  }

  // An interrupt is the caller's to see, and no reason to leave the other one behind at its work.
  private static Optional<Throwable> awaitEnd(FutureTask<Void> other) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          other.get();
          return Optional.empty();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return Optional.of(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void rethrow(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
