package io.streamobs.benchmarks;

import io.streamobs.internal.pipeline.Lane;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Is the queue of our own worth having? A burst of accepted offers to it, beside the queue of
 * JCTools that can do the same: bounded, many producers, room kept for essential elements, nobody
 * waits. A consumer drains as the pipeline does.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LaneOffer {

  /** Offers in a burst: enough for the clock to see them. */
  static final int BURST = 64;

  private static final int CAPACITY = 8_192;
  private static final int BOUND = CAPACITY - CAPACITY / 8;

  /** A queue with its consumer. */
  public abstract static class Drained {

    private final Object element = new Object();
    private volatile boolean ended;
    private Thread consumer;

    abstract boolean offer(Object element);

    abstract Object poll();

    abstract long waiting();

    @Setup
    public void start() {
      consumer = new Thread(this::drain, "consumer");
      consumer.setDaemon(true);
      consumer.start();
    }

    @TearDown
    public void end() throws InterruptedException {
      ended = true;
      consumer.join();
    }

    private void drain() {
      while (!ended) {
        if (poll() == null) {
          LockSupport.parkNanos(this, 50_000);
        }
      }
    }

    final void awaitRoom() {
      while (waiting() > CAPACITY / 2) {
        Thread.onSpinWait();
      }
    }

    final void burst() {
      for (int i = 0; i < BURST; i++) {
        if (!offer(element)) {
          throw new IllegalStateException("there was to be room");
        }
      }
    }
  }

  /** Ours. */
  @State(Scope.Benchmark)
  public static class OwnLane extends Drained {
    private final Lane<Object> lane = new Lane<>(CAPACITY);

    @Override
    boolean offer(Object element) {
      return lane.offer(element, BOUND);
    }

    @Override
    Object poll() {
      return lane.poll();
    }

    @Override
    long waiting() {
      long taken = lane.taken();
      return lane.accepted() - taken;
    }
  }

  /** JCTools', which also offers below a threshold and polls without waiting for a slot. */
  @State(Scope.Benchmark)
  public static class JcTools extends Drained {
    private final MpscAtomicArrayQueue<Object> queue = new MpscAtomicArrayQueue<>(CAPACITY);

    @Override
    boolean offer(Object element) {
      return queue.offerIfBelowThreshold(element, BOUND);
    }

    @Override
    Object poll() {
      return queue.relaxedPoll();
    }

    @Override
    long waiting() {
      long taken = queue.currentConsumerIndex();
      return queue.currentProducerIndex() - taken;
    }
  }

  /** Lets the consumer catch up, which is not measured. */
  @State(Scope.Thread)
  public static class OwnRoom {
    @Setup(Level.Invocation)
    public void await(OwnLane queue) {
      queue.awaitRoom();
    }
  }

  /** The same for the other. */
  @State(Scope.Thread)
  public static class JcToolsRoom {
    @Setup(Level.Invocation)
    public void await(JcTools queue) {
      queue.awaitRoom();
    }
  }

  @Benchmark
  public void lane(OwnLane queue, OwnRoom room) {
    queue.burst();
  }

  @Benchmark
  public void jctools(JcTools queue, JcToolsRoom room) {
    queue.burst();
  }
}
