package io.streamobs.assets.internal.capture;

import io.streamobs.Asset;
import io.streamobs.CorrelationContext;
import io.streamobs.spi.AssetRole;
import io.streamobs.spi.AssetSink;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where stages hand over what they name. Bounded by number and by bytes; what finds no room is
 * refused at once.
 */
final class AssetQueue implements AssetSink {

  private static final int MOST_WAITING = 4_096;
  private static final long MOST_WAITING_BYTES = 32L << 20;
  private static final String OUTSIDE_RUNS = "-";

  private final Queue<Item> items = new ConcurrentLinkedQueue<>();
  private final Budget places = new Budget(MOST_WAITING);
  private final Budget memory = new Budget(MOST_WAITING_BYTES);
  private final AtomicLong numbers = new AtomicLong();
  private final Drops drops;
  private final Capture capture;

  AssetQueue(Capture capture, Drops drops) {
    this.capture = capture;
    this.drops = drops;
  }

  @Override
  public boolean takesContents() {
    return capture.isOn();
  }

  @Override
  public @Nullable Handover take(
      CorrelationContext where, AssetRole role, String kind, Asset asset) {
    if (capture.isClosed() || where.runId().equals(OUTSIDE_RUNS)) {
      return null;
    }
    byte[] bytes = asset.bytes();
    String text = asset.text();
    long size = bytes != null ? bytes.length : text != null ? text.length() : 0;
    String refusal = reserve(size);
    if (refusal != null) {
      drops.add(where, refusal);
      return Handover.refused(refusal);
    }
    boolean taken = false;
    try {
      Item item = item(where, role, kind, asset, size);
      taken = items.add(item);
      return Handover.taken(item.number());
    } finally {
      if (!taken) { // no memory for a copy
        release(size);
        capture.budget().giveBack(size);
      }
    }
  }

  private Item item(CorrelationContext where, AssetRole role, String kind, Asset asset, long size) {
    byte[] bytes = asset.bytes();
    Object format = asset.fields().get("format");
    return new Item(
        numbers.incrementAndGet(),
        where,
        role,
        kind,
        asset.path(),
        bytes != null ? bytes.clone() : asset.text(),
        format == null ? "" : format.toString(),
        size);
  }

  private @Nullable String reserve(long size) {
    if (!places.take(1)) {
      return Drops.TOO_SLOW;
    }
    if (!memory.take(size)) {
      places.giveBack(1);
      return Drops.TOO_SLOW;
    }
    if (!capture.budget().take(size)) {
      release(size);
      return Drops.OVER_BUDGET;
    }
    return null;
  }

  /** The one that waits longest; it counts as waiting until {@link #done}. */
  @Nullable Item poll() {
    return items.poll();
  }

  /** Nothing of it is in memory any more. */
  void done(Item item) {
    release(item.bytes());
  }

  private void release(long size) {
    places.giveBack(1);
    memory.giveBack(size);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }
}
