package io.streamobs.spi;

import io.streamobs.CorrelationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A record as the thread that made it left it: when, how severe, in which context, and whatever its
 * subclass needs to describe the rest later.
 *
 * <p>Threads: made on the caller's thread, described once on the pipeline's. Whatever a subclass
 * keeps must therefore be immutable, or nobody else's from then on; see {@link Snapshots}. What it
 * costs to make one is what the live thread pays, so a subclass does no formatting.
 */
public abstract class CapturedRecord {

  private static final int NOT_WEIGHED = -1;

  private final CorrelationContext context;
  private final Level level;
  private final long epochMillis;
  private int weighed = NOT_WEIGHED;

  /**
   * @param level how severe
   * @param epochMillis when, in milliseconds since 1970 UTC
   * @param context the identifiers that the record will carry
   */
  protected CapturedRecord(Level level, long epochMillis, CorrelationContext context) {
    this.level = level;
    this.epochMillis = epochMillis;
    this.context = context;
  }

  public final Level level() {
    return level;
  }

  public final long epochMillis() {
    return epochMillis;
  }

  public final CorrelationContext context() {
    return context;
  }

  /**
   * Writes what is particular to this record: its event, its message, then its fields, in this
   * order. Called on the pipeline's thread, once for each naming of fields among the sinks. What it
   * throws costs the record its remaining fields; the record itself is kept, and says so.
   */
  public abstract void describe(RecordWriter writer);

  /**
   * Whether the record goes last when space is short. Default: WARN and above; a subclass adds
   * outcomes and lifecycle.
   */
  public boolean essential() {
    return level.toInt() >= Level.WARN.toInt();
  }

  /**
   * Whether this is an event rather than a line of the application's loggers. Outputs for logs take
   * events at a level of their own; lines were filtered by their loggers.
   */
  public boolean isEvent() {
    return false;
  }

  /**
   * Whether this repeats what logs have often enough: one of the successes that sampling leaves out
   * of them, and counts. Outputs for logs do not take it; a journal or a store does. Asked on the
   * pipeline's thread.
   */
  public boolean isLeftOut() {
    return false;
  }

  /**
   * Whether this is for logs alone: of what an external program says there is no end, and a journal
   * or a store has no use for it. Asked on the pipeline's thread.
   */
  public boolean isForLogsOnly() {
    return false;
  }

  /**
   * What the record keeps alive beyond its own few fields: texts, values, exceptions, in bytes of
   * heap, rather too much than too little. See {@link Snapshots#weight} and {@link
   * Snapshots#weightOfThrown}. Cheap: it is asked for on the caller's thread, once; see {@link
   * #weighed}. Default: 0.
   *
   * <p>A queue bounds its records by their number, and those of more than 1,024 also by the sum of
   * what they weigh beyond that, so that it keeps a known part of the heap whatever is logged.
   */
  public int weight() {
    return 0;
  }

  /**
   * Its {@link #weight()} as it was when this was first asked. What a record keeps may change while
   * it waits, as an exception does that gets a suppressed one; what a queue set aside for it must
   * not. To be asked by the thread that made the record before it hands it over.
   */
  public final int weighed() {
    int weight = weighed;
    if (weight == NOT_WEIGHED) {
      weight = Math.max(0, weight());
      weighed = weight;
    }
    return weight;
  }

  /**
   * The front end that captured the record, or null for the library itself. An output that belongs
   * to a front end takes that front end's records and the library's events only.
   */
  public @Nullable Object origin() {
    return null;
  }
}
