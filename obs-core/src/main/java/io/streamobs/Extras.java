package io.streamobs;

import io.streamobs.spi.Snapshots;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a scope was told beside its outcome, for its last event. Any thread, without waiting; within
 * bounds, because a run may last for months. What exceeds them is counted.
 */
final class Extras {

  private static final int MOST = 256;
  private static final int MOST_TIMINGS = 128;
  private static final int OWN_WEIGHT = 128;
  private static final int LINK_WEIGHT = 40;
  // An entry, its sum, and a name of up to 128 characters.
  private static final int TIMING_WEIGHT = 384;
  private static final VarHandle NEWEST = handle();

  enum Kind {
    ATTRIBUTE,
    CONFIG,
    INPUT,
    OUTPUT,
    INTERMEDIATE,
    RESOURCE
  }

  /**
   * A link of a list that grows at its head.
   *
   * @param weight of this one and all older ones
   */
  record Extra(
      Kind kind,
      String name,
      @Nullable Object value,
      int position,
      int weight,
      @Nullable Extra older) {}

  // Only through its handle.
  @SuppressWarnings("UnusedVariable")
  private @Nullable Extra newest;

  private final Map<String, LongAdder> timings = new ConcurrentHashMap<>();
  private final AtomicInteger omitted = new AtomicInteger();

  /**
   * @param weight the value's
   */
  void add(Kind kind, String name, @Nullable Object value, int weight) {
    int own = LINK_WEIGHT + Snapshots.weight(name) + weight;
    Extra before;
    Extra added;
    do {
      before = (Extra) NEWEST.getAcquire(this);
      int position = before == null ? 0 : before.position() + 1;
      if (position >= MOST) {
        omitted.incrementAndGet();
        return;
      }
      int all = own + (before == null ? 0 : before.weight());
      added = new Extra(kind, name, value, position, all, before);
    } while (!NEWEST.compareAndSet(this, before, added));
  }

  /** Whether there is room for one more. */
  boolean hasRoom() {
    Extra head = (Extra) NEWEST.getAcquire(this);
    return head == null || head.position() < MOST - 1;
  }

  /** Adds to what was measured under that name. */
  void addTiming(String name, long nanos) {
    LongAdder sum = timings.get(name);
    if (sum == null && timings.size() >= MOST_TIMINGS) {
      omitted.incrementAndGet();
      return;
    }
    (sum == null ? timings.computeIfAbsent(name, n -> new LongAdder()) : sum).add(nanos);
  }

  /** All of one kind, oldest first. */
  List<Extra> oldestFirst(Kind kind) {
    List<Extra> found = new ArrayList<>();
    for (Extra extra = (Extra) NEWEST.getAcquire(this); extra != null; extra = extra.older()) {
      if (extra.kind() == kind) {
        found.add(extra);
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** The sums by name, in nanoseconds. */
  void forEachTiming(ObjLongConsumer<String> visitor) {
    new TreeMap<>(timings).forEach((name, sum) -> visitor.accept(name, sum.sum()));
  }

  /** What all of it keeps alive; see {@link io.streamobs.spi.CapturedRecord#weight()}. */
  int weight() {
    Extra newestOne = (Extra) NEWEST.getAcquire(this);
    return OWN_WEIGHT
        + timings.size() * TIMING_WEIGHT
        + (newestOne == null ? 0 : newestOne.weight());
  }

  /** How many did not fit. */
  int omitted() {
    return omitted.get();
  }

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(Extras.class, "newest", Extra.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
