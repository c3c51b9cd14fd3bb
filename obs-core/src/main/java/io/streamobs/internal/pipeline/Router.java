package io.streamobs.internal.pipeline;

import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.spi.CapturedRecord;

/**
 * Numbers the records that any sink wants, in the order in which they come, renders each once for
 * each naming of fields, and adds the lines to the buffers of those sinks. Knows which numbers went
 * to records that were lost before. The pipeline's thread only.
 */
final class Router {

  private static final Attachment[] NONE = {};

  /** Records that were refused for want of a place. */
  final Loss fullLoss = new Loss();

  /** Records that were refused because large ones filled their bound. */
  final Loss bytesLoss = new Loss();

  /** Records that could not be rendered. */
  final Loss renderLoss = new Loss();

  private final Intake intake;
  private volatile Attachment[] sinks = NONE;
  private long seq;
  private long fullSeen;
  private long bytesSeen;

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

  /** The last number that was given out. */
  long seq() {
    return seq;
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
        if (a.pump.add(line.bytes(), line.length(), record.level(), record.essential())) {
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
    long full = intake.droppedFull();
    if (full != fullSeen) {
      skip(fullLoss, full - fullSeen);
      fullSeen = full;
    }
    long tooLarge = intake.droppedTooLarge();
    if (tooLarge != bytesSeen) {
      skip(bytesLoss, tooLarge - bytesSeen);
      bytesSeen = tooLarge;
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
    renderLoss.add(seq, seq);
  }
}
