package io.streamobs.internal.files;

import io.streamobs.internal.files.Tidying.Turn;
import io.streamobs.spi.ServiceThread;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that looks after log files beside the one that writes them: brings closed ones to the
 * disk, and tidies the folder at the start, after each rotation and every minute.
 */
final class Keeper implements Runnable {

  private static final long TURN = TimeUnit.MINUTES.toNanos(1);
  // Until somebody else who tidies the folder is done.
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(500);

  // While it compresses a large file, or the disk hangs, small ones may follow one another fast.
  private static final int MOST_CLOSED = 16;

  private final Tidying tidying;
  private final ServiceThread thread;
  private final BlockingQueue<FileChannel> closed = new ArrayBlockingQueue<>(MOST_CLOSED);
  private volatile boolean ended;

  Keeper(String name, Tidying tidying) {
    this.tidying = tidying;
    this.thread = new ServiceThread("obs-files-" + name, this);
  }

  /** Starts it, unless it runs. */
  void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /**
   * Takes over a file that nobody writes any more, and has a turn. Where too many wait it is closed
   * at once: descriptors are the host's too.
   */
  void take(FileChannel channel) {
    if (!closed.offer(channel)) {
      close(channel);
    }
    LockSupport.unpark(thread);
  }

  /** Ends it, and waits for that a moment; what it leaves is left for the next start. */
  void end(long mostMillis) {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join(mostMillis);
    } catch (InterruptedException e) { // the caller has its reasons
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    while (!ended) {
      Turn turn = turn();
      if (turn != Turn.MORE && !ended && closed.isEmpty()) {
        LockSupport.parkNanos(this, turn == Turn.BUSY ? SOON : TURN);
      }
    }
    settle();
  }

  private Turn turn() {
    try {
      settle();
      return tidying.run(() -> ended);
    } catch (Throwable thrown) { // this thread outlives whatever happens in a turn
      return Turn.DONE;
    }
  }

  // Here and not where it was closed: bringing a file to the disk can take longer than lines can
  // wait. What a power cut takes is then what was written since the last rotation.
  private void settle() {
    FileChannel next;
    while ((next = closed.poll()) != null) {
      bringToDisk(next);
    }
  }

  private static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) { // whoever wrote to it has heard of it
      return;
    }
  }

  private static void bringToDisk(FileChannel file) {
    try (FileChannel channel = file) {
      channel.force(true);
    } catch (IOException e) { // whoever wrote to it has heard of it
      return;
    }
  }
}
