package io.streamobs.testkit;

import io.streamobs.spi.ForwardingSink;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A sink that a test can break and heal: stalled, slow, failing, or failing in the middle of a
 * line. Healthy at first; everything else is the sink's below.
 *
 * <pre>{@code
 * FaultySink sink = FaultySink.over(new RecordingSink());
 * try (sink;
 *     Obs obs = Obs.builder().service("live-dub").standalone().sink(sink).open()) {
 *   sink.stall();
 *   obs.event("tick").emit();
 *   sink.awaitStalled(Duration.ofSeconds(10));
 *   assertThat(obs.health().sinks().get(0).inFlight()).isPositive();
 *   sink.heal();
 * }
 * }</pre>
 *
 * <p>A fault stays until the next one or {@link #heal()} takes its place; a write that is held goes
 * on under that one. {@link #close()}, by whomever, ends all faults for good and lets go of whoever
 * is held with a failure. A pipeline cannot close a sink that holds its thread, it leaves it at its
 * deadline: a test that ends while the sink is stalled closes it, or leaves a waiting daemon thread
 * behind.
 *
 * <p>Threads: any. The sink below is called by one at a time, and closed once. Failure: what the
 * test asked for. A held thread that is interrupted gets an {@link InterruptedIOException}.
 */
public final class FaultySink extends ForwardingSink {

  private final AtomicLong opens = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong flushes = new AtomicLong();
  private final AtomicLong closes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  // Whoever writes below holds this one, and nobody who sets a fault ever waits for it.
  private final ReentrantLock below = new ReentrantLock();
  private boolean closedBelow;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private SinkFault fault = SinkFault.NONE;
  private int held;
  private boolean closed;

  private FaultySink(RecordSink sink) {
    super(Objects.requireNonNull(sink, "sink"));
  }

  /** A healthy one. */
  public static FaultySink over(RecordSink sink) {
    return new FaultySink(sink);
  }

  /** Writes do not return. */
  public void stall() {
    become(SinkFault.stalled());
  }

  /** Each write waits so long before it goes on. */
  public void slow(Duration each) {
    become(SinkFault.slow(each));
  }

  /**
   * Writes and flushes fail and take nothing.
   *
   * @param thrown what they throw, each time: an {@link IOException}, or what no sink should throw
   */
  public void fail(Throwable thrown) {
    become(SinkFault.failing(thrown));
  }

  /** The same, and the sink cannot be opened again. */
  public void failToOpen(Throwable thrown) {
    become(SinkFault.closed(thrown));
  }

  /**
   * The next write takes half of its bytes, never up to the end of a line, and fails, as on a disk
   * that gets full; those after it take nothing. The sink below sees a piece that ends inside a
   * line, as a pipeline never gives it: only for sinks that take bytes as they are.
   */
  public void writeHalf() {
    become(SinkFault.half());
  }

  /** All is well again; whoever is held goes on. */
  public void heal() {
    become(SinkFault.NONE);
  }

  /**
   * Waits until a write is held.
   *
   * @throws AssertionError when none is in time
   */
  public void awaitStalled(Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      long left = timeout.toNanos();
      while (held == 0 || !fault.isStall()) {
        if (left <= 0) {
          throw new AssertionError("no write was held within " + timeout + ": " + this);
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Calls of {@link #open}. */
  public long opens() {
    return opens.get();
  }

  /** Calls of {@link #write}, one that is held included. */
  public long writes() {
    return writes.get();
  }

  /** Calls of {@link #flush}. */
  public long flushes() {
    return flushes.get();
  }

  /** Calls of {@link #close}. */
  public long closes() {
    return closes.get();
  }

  /** Calls that threw, be it a fault or the sink below. */
  public long failures() {
    return failures.get();
  }

  @Override
  public void open() throws IOException {
    opens.incrementAndGet();
    counted(
        () -> {
          present().onOpen();
          alone(super::open);
        });
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    writes.incrementAndGet();
    counted(
        () -> {
          SinkFault now = pass();
          if (now.isHalf()) {
            writeHalf(lines, now);
          }
          now.onWrite();
          alone(() -> super.write(lines));
        });
  }

  // A newline alone, the end of a torn line, has no half: nothing of it is taken.
  private void writeHalf(ByteBuffer lines, SinkFault half) throws IOException {
    int limit = lines.limit();
    int middle = lines.position() + lines.remaining() / 2;
    boolean endsLine = middle > lines.position() && lines.get(middle - 1) == '\n';
    try {
      lines.limit(endsLine ? middle - 1 : middle);
      alone(() -> super.write(lines));
    } finally {
      lines.limit(limit);
      replace(half, half.afterHalf());
    }
  }

  @Override
  public void flush() throws IOException {
    flushes.incrementAndGet();
    counted(
        () -> {
          present().onWrite();
          alone(super::flush);
        });
  }

  @Override
  public boolean retractTornLine() throws IOException {
    boolean[] retracted = new boolean[1];
    counted(() -> alone(() -> retracted[0] = super.retractTornLine()));
    return retracted[0];
  }

  @Override
  public void close() throws IOException {
    closes.incrementAndGet();
    lock.lock();
    try {
      closed = true;
      become(SinkFault.NONE);
    } finally {
      lock.unlock();
    }
    counted(this::closeBelow);
  }

  private void closeBelow() throws IOException {
    below.lock();
    try {
      if (!closedBelow) {
        closedBelow = true;
        super.close();
      }
    } finally {
      below.unlock();
    }
  }

  private interface Call {
    void run() throws IOException;
  }

  private void counted(Call call) throws IOException {
    boolean done = false;
    try {
      call.run();
      done = true;
    } finally {
      if (!done) {
        failures.incrementAndGet();
      }
    }
  }

  private void alone(Call call) throws IOException {
    below.lock();
    try {
      if (closedBelow) {
        throw new IOException("the sink is closed");
      }
      call.run();
    } finally {
      below.unlock();
    }
  }

  private void become(SinkFault next) {
    lock.lock();
    try {
      fault = closed ? SinkFault.NONE : next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void replace(SinkFault expected, SinkFault next) {
    lock.lock();
    try {
      if (fault == expected) {
        become(next);
      }
    } finally {
      lock.unlock();
    }
  }

  private SinkFault present() {
    lock.lock();
    try {
      return fault;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for as long as the fault says; gives the one that is there then. */
  private SinkFault pass() throws IOException {
    lock.lock();
    held++;
    try {
      changed.signalAll();
      return awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the sink was held");
    } finally {
      held--;
      lock.unlock();
    }
  }

  private SinkFault awaitEnd() throws InterruptedException {
    SinkFault now = fault;
    long left = now.nanos();
    while (left > 0) {
      left = changed.awaitNanos(left);
      if (fault != now) {
        now = fault;
        left = now.nanos();
      }
    }
    return now;
  }

  @Override
  public String toString() {
    return "%s, %s: %s opens, %s writes, %s flushes, %s closes, %s failures"
        .formatted(name(), present(), opens, writes, flushes, closes, failures);
  }
}
