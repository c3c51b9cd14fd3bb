package io.streamobs;

import java.util.List;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * Where every record is that a queue or a sink was given. At any moment {@code accepted = written +
 * dropped + failed + pending + inFlight}.
 *
 * @param name {@code queue}, or the sink's name
 * @param accepted records that were offered
 * @param written records that reached their end: for the queue the sinks' buffers, for a sink its
 *     medium
 * @param drops records that were refused for want of room, by reason and level; only counts above 0
 * @param failed records that could not be rendered or written
 * @param pending records that wait
 * @param inFlight records that are being rendered or written
 */
public record Ledger(
    String name,
    long accepted,
    long written,
    List<Drop> drops,
    long failed,
    long pending,
    long inFlight) {

  public Ledger {
    drops = List.copyOf(drops);
  }

  /** All records that were dropped. */
  public long dropped() {
    return drops.stream().mapToLong(Drop::count).sum();
  }

  /** The records that were dropped for {@code reason}. */
  public long dropped(Reason reason) {
    return drops.stream().filter(d -> d.reason() == reason).mapToLong(Drop::count).sum();
  }

  /** Whether nothing was lost so far. */
  public boolean lossless() {
    return failed == 0 && drops.isEmpty();
  }

  /** Why records were dropped. */
  public enum Reason {
    /** The pipeline's queue had no room for a record of this importance. */
    QUEUE_FULL,
    /** The large records that wait exceeded their bound. */
    QUEUE_BYTES,
    /** The record could not be made or looked at: its own class failed, or memory ran out. */
    BROKEN,
    /** The sink's buffer had no room. */
    SINK_FULL,
    /** The pipeline had no sink, or was closed. */
    CLOSED;

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The name in reports: the constant's in lower case. */
    public String json() {
      return json;
    }
  }

  /**
   * Records of one level, dropped for one reason.
   *
   * @param count how many; above 0
   */
  public record Drop(Reason reason, Level level, long count) {}
}
