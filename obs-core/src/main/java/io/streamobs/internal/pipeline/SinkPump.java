package io.streamobs.internal.pipeline;

import io.streamobs.Ledger;
import io.streamobs.Ledger.Reason;
import io.streamobs.Overflow;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.ServiceThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One sink with its buffer of lines and the thread that writes them. The pipeline's thread adds
 * lines, and waits for room only where callers do, see {@link Overflow}; this thread may hang in
 * the sink for as long as the sink likes.
 *
 * <p>A write that fails keeps its lines: the sink is opened again after a pause that doubles up to
 * five seconds, and the lines are written then. Only a full buffer loses lines, and counts them.
 */
final class SinkPump implements Runnable {

  private static final int PIECE_BYTES = 1 << 18;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_PAUSE_WHEN_BUSY = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long ROOM_PARK = TimeUnit.MICROSECONDS.toNanos(200);
  private static final byte[] NEWLINE = {'\n'};

  /** How far the writer is, as one consistent value. */
  private record Progress(long written, int inFlight) {}

  private final String name;
  private final RecordSink sink;
  private final boolean waitsForRoom;
  private final LineRing ring;
  private final ServiceThread thread;
  private final DropCounts drops = new DropCounts();
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile Progress progress = new Progress(0, 0);
  private volatile boolean waiting;
  private volatile boolean hurrying;
  private volatile boolean closing;
  private volatile boolean abandoned;
  private volatile boolean failing;
  private volatile boolean unflushed;
  private volatile @Nullable Throwable lastFailure;
  private final AtomicLong episodes = new AtomicLong();

  private boolean ready;
  private boolean torn;
  private long pause = FIRST_PAUSE;

  SinkPump(String name, RecordSink sink, int bufferBytes, Overflow overflow) {
    this.name = name;
    this.waitsForRoom = overflow == Overflow.WAIT;
    this.sink = sink;
    this.ring = new LineRing(bufferBytes);
    this.thread = new ServiceThread("obs-sink-" + name, this);
  }

  void start() {
    thread.start();
  }

  /** Adds a line, or counts it as dropped. The pipeline's thread. */
  boolean add(byte[] line, int length, Level level, boolean essential) {
    boolean added = ring.add(line, length, essential);
    while (!added && mayWait()) {
      LockSupport.unpark(thread);
      LockSupport.parkNanos(this, ROOM_PARK);
      boolean wasEmpty = ring.taken() == ring.added();
      added = ring.add(line, length, essential);
      if (wasEmpty) { // nor will it ever fit where it did not now
        break;
      }
    }
    if (!added) {
      drops.add(Reason.SINK_FULL, level);
    }
    return added;
  }

  // For one that is slow, not for one that fails.
  private boolean mayWait() {
    return waitsForRoom && !failing && !hurrying;
  }

  /** Wakes the writer if lines wait for it. The pipeline's thread. */
  void wakeForLines() {
    if (waiting && unwritten() > 0) {
      LockSupport.unpark(thread);
    }
  }

  boolean hasRecovered() {
    return ring.hasRecovered();
  }

  /** Whether nothing was written since the last failure. */
  boolean isFailing() {
    return failing;
  }

  /** How often it began to fail. Changes also where it recovered before anybody looked. */
  long failures() {
    return episodes.get();
  }

  /** What it failed with last, or null where it never did. */
  @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /** Lines that are not written yet. */
  long unwritten() {
    return ring.added() - progress.written();
  }

  /** Whether all lines that were added before are written, or nobody will write them. */
  boolean hasReached(long added) {
    return (progress.written() >= added && !unflushed) || ended.getCount() == 0;
  }

  /** How many lines may wait at most. */
  int mostWaiting() {
    return ring.mostLines();
  }

  long added() {
    return ring.added();
  }

  /** Consistent at any moment: what is read first can only have grown when the rest is read. */
  Ledger ledger() {
    Progress now = progress;
    boolean over = abandoned || ended.getCount() == 0;
    long added = ring.added();
    List<Ledger.Drop> dropped = drops.drops();
    long accepted = added + dropped.stream().mapToLong(Ledger.Drop::count).sum();
    long open = added - now.written();
    return new Ledger(
        name,
        accepted,
        now.written(),
        dropped,
        over ? open : 0,
        over ? 0 : open - now.inFlight(),
        over ? 0 : now.inFlight());
  }

  /** Its end is near: tries again at once, and often from here on. */
  void hurry() {
    hurrying = true;
    LockSupport.unpark(thread);
  }

  /** Begins to write what is left and to close the sink. */
  void beginClose() {
    closing = true;
    hurry();
  }

  /** The same, and waits for it; returns by the deadline whatever the sink does. */
  void close(long deadlineNanos) {
    beginClose();
    boolean interrupted = Thread.interrupted(); // an orderly end must not lose what waits
    while (ended.getCount() > 0 && !abandoned) {
      try {
        abandoned = !ended.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    LockSupport.unpark(thread);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!abandoned && !(closing && ring.isEmpty())) {
        step();
      }
    } finally {
      closeSink();
      ended.countDown();
    }
  }

  private void step() {
    try {
      if (!ready) {
        open();
      }
      int lines = ring.peek(PIECE_BYTES);
      if (lines == 0) {
        idle();
      } else {
        write(lines);
      }
    } catch (Throwable thrown) { // whatever a sink throws, its lines are still here
      fail(thrown);
    }
  }

  private void open() throws IOException {
    sink.open();
    if (torn) {
      repair();
      torn = false;
    }
    ready = true;
  }

  private void repair() throws IOException {
    if (!sink.retractTornLine()) {
      ByteBuffer newline = ByteBuffer.wrap(NEWLINE);
      sink.write(newline);
      if (newline.hasRemaining()) {
        throw new IOException("takes no bytes");
      }
    }
  }

  private void write(int lines) throws IOException {
    Progress before = progress;
    progress = new Progress(before.written(), lines);
    ByteBuffer piece = ring.view();
    unflushed = true; // before the progress shows, for nobody to take written for flushed
    int start = piece.position();
    try {
      sink.write(piece);
    } finally {
      int done = ring.release();
      progress = new Progress(before.written() + done, 0);
    }
    if (piece.position() == start) {
      pause(LONGEST_PAUSE_WHEN_BUSY);
    } else {
      pause = FIRST_PAUSE;
      failing = false;
    }
  }

  private void fail(Throwable thrown) {
    lastFailure = thrown;
    if (!failing) {
      failing = true;
      episodes.incrementAndGet();
    }
    ready = false;
    if (ring.isTorn()) {
      torn = true;
      ring.rewind();
    }
    pause(hurrying ? LONGEST_PAUSE_WHEN_BUSY : LONGEST_PAUSE);
  }

  private void pause(long longest) {
    LockSupport.parkNanos(this, Math.min(pause, longest));
    pause = Math.min(pause * 2, longest);
  }

  private void idle() throws IOException {
    if (unflushed) {
      sink.flush();
      unflushed = false;
    }
    waiting = true;
    if (ring.isEmpty() && !closing) {
      LockSupport.parkNanos(this, IDLE_NANOS);
    }
    waiting = false;
  }

  private void closeSink() {
    try {
      if (unflushed) {
        sink.flush();
      }
      sink.close();
    } catch (Throwable thrown) { // nothing is left to be lost
      lastFailure = thrown;
    }
  }
}
