package io.streamobs.internal.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of many producers and one consumer on which nobody waits. A producer claims a
 * number with one compare-and-set and then fills its slot; the consumer takes slots in the order of
 * the numbers and goes away from a slot that is claimed and not yet filled.
 *
 * <p>The two counters double as the ledger: their values are the records accepted and taken, and
 * cost no further write. They stand on cache lines of their own, for producers and consumer not to
 * disturb each other.
 */
public final class Lane<E> extends LanePadding2 {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

  private final @Nullable Object[] slots;
  private final int mask;

  /**
   * @param capacity a power of two
   */
  public Lane(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("not a power of two: " + capacity);
    }
    this.slots = new Object[capacity];
    this.mask = capacity - 1;
  }

  public int capacity() {
    return mask + 1;
  }

  /**
   * Adds an element where fewer than {@code bound} are waiting. Any thread; never waits.
   *
   * @param bound at most the capacity
   * @return whether there was room
   */
  public boolean offer(E element, int bound) {
    long claimed;
    do {
      claimed = (long) PRODUCED.getVolatile(this);
      long seen = (long) CONSUMED_SEEN.getAcquire(this);
      if (claimed - seen >= bound && claimed - refreshConsumed() >= bound) {
        return false;
      }
    } while (!PRODUCED.compareAndSet(this, claimed, claimed + 1));
    int slot = (int) claimed & mask;
    try {
      SLOT.setRelease(slots, slot, element);
    } catch (Throwable thrown) {
      // A stack or a heap that ended right here: the call above may need some of either, this store
      // does not. A claimed slot that stayed empty would stop the consumer for good.
      slots[slot] = element;
    }
    return true;
  }

  /** Whether fewer than {@code bound} are waiting. Any thread. */
  boolean hasRoom(int bound) {
    long claimed = (long) PRODUCED.getVolatile(this);
    long seen = (long) CONSUMED_SEEN.getAcquire(this);
    return claimed - seen < bound || claimed - refreshConsumed() < bound;
  }

  // Consumer's progress as producers last saw it. Stale is safe: it only makes the lane look
  // fuller. Handed on by release and acquire, for whoever fills a slot to come after the consumer
  // who emptied it, also where another producer was the one to look.
  private long refreshConsumed() {
    long now = (long) CONSUMED.getAcquire(this);
    CONSUMED_SEEN.setRelease(this, now);
    return now;
  }

  /** Takes the next element, or null where it is not there yet. The consumer's thread only. */
  @SuppressWarnings("unchecked") // slots hold what offer put there
  public @Nullable E poll() {
    long next = consumed;
    int slot = (int) next & mask;
    E element = (E) SLOT.getAcquire(slots, slot);
    if (element != null) {
      SLOT.set(slots, slot, (Object) null);
      CONSUMED.setRelease(this, next + 1);
    }
    return element;
  }

  /** How many elements were ever accepted. Any thread. */
  public long accepted() {
    return (long) PRODUCED.getVolatile(this);
  }

  /** How many elements were ever taken. Any thread; read it before {@link #accepted}. */
  public long taken() {
    return (long) CONSUMED.getVolatile(this);
  }
}

abstract class LanePadding0 {
  long p00;
  long p01;
  long p02;
  long p03;
  long p04;
  long p05;
  long p06;
  long p07;
}

abstract class LaneProducerSide extends LanePadding0 {
  static final VarHandle PRODUCED = Counters.handle(LaneProducerSide.class, "produced");

  static final VarHandle CONSUMED_SEEN = Counters.handle(LaneProducerSide.class, "consumedSeen");

  long produced;
  long consumedSeen;
}

abstract class LanePadding1 extends LaneProducerSide {
  long p10;
  long p11;
  long p12;
  long p13;
  long p14;
  long p15;
  long p16;
  long p17;
}

abstract class LaneConsumerSide extends LanePadding1 {
  static final VarHandle CONSUMED = Counters.handle(LaneConsumerSide.class, "consumed");

  long consumed;
}

// What producers read on every offer must not share a line with what the consumer writes.
abstract class LanePadding2 extends LaneConsumerSide {
  long p20;
  long p21;
  long p22;
  long p23;
  long p24;
  long p25;
  long p26;
  long p27;
}

final class Counters {
  private Counters() {}

  static VarHandle handle(Class<?> owner, String field) {
    try {
      return MethodHandles.lookup().findVarHandle(owner, field, long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
