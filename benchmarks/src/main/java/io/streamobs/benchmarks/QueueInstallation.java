package io.streamobs.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * A bounded queue of JCTools with somebody who looks into it every few milliseconds: what it takes
 * at least to hand something to another thread without waking it.
 */
final class QueueInstallation implements Installation {

  private static final int CAPACITY = 8_192;
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(4);

  private final MpscAtomicArrayQueue<Object> queue = new MpscAtomicArrayQueue<>(CAPACITY);
  private final Thread drainer = new Thread(this::drain, "drainer");
  private volatile boolean ended;
  private long taken;

  QueueInstallation() {
    drainer.setDaemon(true);
    drainer.start();
  }

  private void drain() {
    boolean last;
    do {
      last = ended;
      taken += queue.drain(element -> {});
      LockSupport.parkNanos(this, INTERVAL);
    } while (!last);
  }

  @Override
  public Caller caller(Workload workload) {
    return new Offering(queue);
  }

  @Override
  public double end(long calls) {
    ended = true;
    try {
      drainer.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Losses.share(calls, taken);
  }

  /** Offers the same element over and over. */
  private static final class Offering extends Caller {

    private final MpscAtomicArrayQueue<Object> queue;
    private final Object element = new Object();

    Offering(MpscAtomicArrayQueue<Object> queue) {
      this.queue = queue;
    }

    @Override
    void call() {
      queue.offer(element);
    }

    @Override
    public void close() {}
  }
}
