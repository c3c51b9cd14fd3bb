package io.streamobs.internal.pipeline;

import io.streamobs.Overflow;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkOptions;

/** An attached sink, as the pipeline's thread sees it. */
final class Attachment {

  /** The sink's, with a number where another one has it. */
  final String name;

  final RecordSink sink;
  final SinkOptions options;
  final LineEncoder encoder;
  final SinkPump pump;
  final Loss loss = new Loss();

  /** Of the queue's losses, by their kind. */
  final Hearing[] hearings = {new Hearing(), new Hearing(), new Hearing(), new Hearing()};

  /** Whether the pipeline's thread has seen it before. */
  boolean isMet;

  /** {@link #leaving}, as the present round of reports sees it. */
  boolean isLeavingNow;

  /** Whether the record at hand goes there. */
  boolean takes;

  /** Whether it had room for the last record that went there. */
  boolean hadRoom;

  /** How many of its failures were reported, and whether the recovery from the last one was not. */
  long reportedFailures;

  boolean reportedFailing;

  /** Set by whoever detaches it, for its losses to be reported without waiting for a recovery. */
  volatile boolean leaving;

  Attachment(
      String name, RecordSink sink, SinkOptions options, LineEncoder encoder, Overflow overflow) {
    this.name = name;
    this.sink = sink;
    this.options = options;
    this.encoder = encoder;
    this.pump = new SinkPump(name, sink, options.bufferBytes(), overflow);
  }

  /** Whether what is reported to it now will not be seen. */
  boolean isMute() {
    return pump.isFailing() || (loss.count() > 0 && !pump.hasRecovered());
  }

  boolean wants(CapturedRecord record) {
    Object origin = record.origin();
    if (origin != null && options.origin() != null && origin != options.origin()) {
      return false;
    }
    try {
      return sink.accepts(record);
    } catch (Throwable thrown) { // a filter that breaks filters nothing
      return true;
    }
  }
}
