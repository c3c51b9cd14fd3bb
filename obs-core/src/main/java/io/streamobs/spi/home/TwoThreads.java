package io.streamobs.spi.home;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work on many files, done by the thread that asks for it and one more: most of the time such work
 * waits for the disk or for the system.
 */
public final class TwoThreads {

  private TwoThreads() {}

  /**
   * Does the work once for each number from 0, by both threads in turn, and waits for all of it.
   *
   * @throws RuntimeException or an error that the work threw; what was not begun by then may be
   *     left out
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
    Thread thread = new Thread(null, other, "obs-second", 0, /* inheritThreadLocals= */ false);
    thread.setDaemon(true);
    thread.start();
    try {
      share.run();
    } finally {
      next.set(count); // where this one failed, the other is not to go on alone
      await(other);
    }
  }

  // An interrupt is the caller's to see, and no reason to leave the other one behind at its work.
  private static void await(FutureTask<Void> other) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          other.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
