package io.streamobs.internal.pipeline;

import io.streamobs.Ledger;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.spi.CapturedRecord;
import java.util.List;

/**
 * Numbers the records that any sink wants, in the order in which they come, renders each once for
 * each naming of fields, and adds the lines to the buffers of those sinks. Knows which numbers went
 * to records that were lost before. The pipeline's thread only.
 */
final class Router {

  private static final Attachment[] NONE = {};

  /** How the queue loses records, in the order of {@link #losses}. */
  static final List<String> REASONS =
      List.of(
          Ledger.Reason.QUEUE_FULL.json(),
          Ledger.Reason.QUEUE_BYTES.json(),
          Ledger.Reason.BROKEN.json(),
          "not_rendered");

  static final int FULL = 0;
  static final int BYTES = 1;
  static final int BROKEN = 2;
  static final int RENDER = 3;

  /** What the queue lost. */
  final List<Loss> losses = List.of(new Loss(), new Loss(), new Loss(), new Loss());

  private final Intake intake;
  private volatile Attachment[] sinks = NONE;
  private long seq;
  private final long[] seen = new long[RENDER];

  Router(Intake intake) {
    this.intake = intake;
  }

  /** Any thread. */
  Attachment[] sinks() {
    return sinks;
  }

  /** Any thread. */
  void sinks(Attachment[] changed) {
    sinks = changed;
  }

  /** Lets new sinks in: what the queue lost before is none of theirs. */
  void meet() {
    for (Attachment a : sinks) {
      if (!a.isMet) {
        a.isMet = true;
        for (int kind = 0; kind < a.hearings.length; kind++) {
          a.hearings[kind].heard(losses.get(kind).count());
        }
      }
    }
  }

  /** The last number that was given out. */
  long seq() {
    return seq;
  }

  /** The same as {@link #route}; what cannot be rendered is counted as lost. */
  boolean routeOrLose(CapturedRecord record, Attachment[] all) {
    long before = seq;
    try {
      return route(record, all);
    } catch (Throwable thrown) { // out of memory, say
      lose(before);
      return false;
    }
  }

  /** Whether any sink took it, or none wanted it. */
  boolean route(CapturedRecord record, Attachment[] all) {
    boolean wanted = false;
    for (Attachment a : all) {
      a.takes = a.wants(record);
      wanted |= a.takes;
    }
    if (!wanted) {
      return true;
    }
    numbersLost();
    return add(record, ++seq, all);
  }

  private boolean add(CapturedRecord record, long number, Attachment[] all) {
    render(record, number, all);
    boolean taken = false;
    for (Attachment a : all) {
      if (a.takes) {
        LineEncoder line = a.encoder;
        a.hadRoom = a.pump.add(line.bytes(), line.length(), record.level(), record.essential());
        if (a.hadRoom) {
          taken = true;
        } else {
          a.loss.add(number, number);
        }
      }
    }
    return taken;
  }

  // In all forms before any sink gets one: a record that fails in the second form must not be in
  // one output and be reported as not rendered.
  private static void render(CapturedRecord record, long number, Attachment[] all) {
    LineEncoder rendered = null;
    for (Attachment a : all) {
      if (a.takes && a.encoder != rendered) {
        a.encoder.encode(record, number);
        rendered = a.encoder;
      }
    }
  }

  /** Gives dropped records the numbers before the next one that comes through. */
  void numbersLost() {
    for (int kind = 0; kind < seen.length; kind++) {
      long lost = intake.lost(kind);
      if (lost != seen[kind]) {
        skip(losses.get(kind), lost - seen[kind]);
        seen[kind] = lost;
      }
    }
  }

  private void skip(Loss loss, long numbers) {
    loss.add(seq + 1, seq + numbers);
    seq += numbers;
  }

  /**
   * A record could not be rendered: its number is missing from the output, as that of a dropped one
   * is.
   *
   * @param before the last number before it came
   */
  void lose(long before) {
    if (seq == before) {
      seq++;
    }
    losses.get(RENDER).add(seq, seq);
  }
}
