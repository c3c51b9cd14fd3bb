package io.streamobs.internal.pipeline;

import io.streamobs.Ledger.Drop;
import io.streamobs.Ledger.Reason;
import io.streamobs.Overflow;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.ServiceThread;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The callers' side of a pipeline: the lane, the room that it keeps for essential records, the
 * bound on large ones, and the counts of what was refused.
 *
 * <p>What a usual record costs its caller: one look at {@link #open}, one compare-and-set, one
 * ordered write, and two reads of the same counters where its front end asked first whether there
 * is room. No allocation. It waits only where it was told to, see {@link Overflow}.
 */
final class Intake {

  // Records that weigh no more are bounded well enough by their number. Together with what all may
  // weigh beyond it, and a sink's buffer, the default queue stays under 16 MiB.
  private static final int LARGE = 1_024;
  static final long MOST_LARGE_WEIGHT = 3 << 20;
  // One part in so many is for essential records.
  private static final int HEADROOM = 8;
  // Some of a full queue is gone by then; who looked more often would take the processor from those
  // that make room.
  private static final long ROOM_PARK = TimeUnit.MILLISECONDS.toNanos(1);

  private final Lane<CapturedRecord> lane;
  private final int usualBound;
  private final AtomicLong largeWeight = new AtomicLong();
  private final DropCounts drops = new DropCounts();
  private final AtomicLongArray lost = new AtomicLongArray(Router.RENDER);

  private volatile boolean open;
  private volatile boolean lingers;
  private volatile boolean holdsCallers;

  /**
   * @param overflow what becomes of a caller's record where there is no room
   */
  Intake(int capacity, Overflow overflow) {
    this.lane = new Lane<>(capacity);
    this.usualBound = capacity - capacity / HEADROOM;
    this.holdsCallers = overflow == Overflow.WAIT;
  }

  void open() {
    lingers = true;
    open = true;
  }

  /** Callers that are held go on, and no other will be. */
  void letCallersGo() {
    holdsCallers = false;
  }

  /** No more from callers; what the sinks have to say still gets through. */
  void refuseCallers() {
    open = false;
  }

  void close() {
    open = false;
    lingers = false;
  }

  void offer(CapturedRecord record) {
    Reason refusal = open ? add(record) : Reason.CLOSED;
    if (refusal != null) {
      refuse(refusal, record);
    }
  }

  /** Whether a line of this level would be dropped; counts it then. */
  boolean refuses(Level level) {
    if (!open) {
      drop(Reason.CLOSED, level);
      return true;
    }
    boolean essential = level.toInt() >= Level.WARN.toInt();
    if (holdsCallers || lane.hasRoom(essential ? lane.capacity() : usualBound)) {
      return false;
    }
    drop(Reason.QUEUE_FULL, level);
    return true;
  }

  /** A record of a sink about itself. */
  void offerOwn(CapturedRecord record) {
    Reason refusal = lingers ? add(record) : Reason.CLOSED;
    if (refusal != null) {
      drop(refusal, record.level());
    }
  }

  private @Nullable Reason add(CapturedRecord record) {
    int weight = record.weighed();
    boolean essential = record.essential();
    if (weight > LARGE && !reserve(weight - LARGE, essential)) {
      return Reason.QUEUE_BYTES;
    }
    if (lane.offer(record, essential ? lane.capacity() : usualBound)) {
      return null;
    }
    if (weight > LARGE) {
      release(weight);
    }
    return Reason.QUEUE_FULL;
  }

  private void refuse(Reason first, CapturedRecord record) {
    Reason refusal = first;
    boolean interrupted = false;
    while (refusal != null && mayWait(refusal, record)) {
      LockSupport.parkNanos(this, ROOM_PARK);
      interrupted |= Thread.interrupted();
      refusal = open ? add(record) : Reason.CLOSED;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (refusal != null) {
      drop(refusal, record.level());
    }
  }

  // Threads of ours are what makes room. What is too large for an empty queue will not fit later.
  private boolean mayWait(Reason refusal, CapturedRecord record) {
    return holdsCallers
        && refusal != Reason.CLOSED
        && record.weighed() - LARGE <= mostLargeWeight(record.essential())
        && !(Thread.currentThread() instanceof ServiceThread);
  }

  // Never beyond the bound, not even for a moment: another one that still fits would be refused.
  private boolean reserve(int weight, boolean essential) {
    long most = mostLargeWeight(essential);
    long before;
    do {
      before = largeWeight.get();
      if (before + weight > most) {
        return false;
      }
    } while (!largeWeight.compareAndSet(before, before + weight));
    return true;
  }

  private static long mostLargeWeight(boolean essential) {
    return essential ? MOST_LARGE_WEIGHT : MOST_LARGE_WEIGHT - MOST_LARGE_WEIGHT / HEADROOM;
  }

  private void release(int weight) {
    largeWeight.addAndGet(LARGE - weight);
  }

  private void drop(Reason reason, Level level) {
    drops.add(reason, level);
    if (reason != Reason.CLOSED) {
      lost.incrementAndGet(reason == Reason.QUEUE_BYTES ? Router.BYTES : Router.FULL);
    }
  }

  /** A record that could not even be looked at. */
  void broken() {
    drops.add(Reason.BROKEN, Level.ERROR);
    lost.incrementAndGet(Router.BROKEN);
  }

  /** The pipeline's thread. */
  @Nullable CapturedRecord poll() {
    CapturedRecord record = lane.poll();
    if (record != null && record.weighed() > LARGE) {
      release(record.weighed());
    }
    return record;
  }

  /** What the large records that wait weigh together beyond what each may. */
  long largeWeight() {
    return largeWeight.get();
  }

  boolean hasRecovered() {
    long taken = lane.taken();
    return lane.accepted() - taken < lane.capacity() / 2;
  }

  long accepted() {
    return lane.accepted();
  }

  long taken() {
    return lane.taken();
  }

  /** Records that never came into the queue, of one of the first kinds of the router's losses. */
  long lost(int kind) {
    return lost.get(kind);
  }

  List<Drop> drops() {
    return drops.drops();
  }
}
