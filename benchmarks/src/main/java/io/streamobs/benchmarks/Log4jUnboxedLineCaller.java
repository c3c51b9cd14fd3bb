package io.streamobs.benchmarks;

import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.util.Unbox;

/** The same as its manual has it for call sites that are to make no garbage. */
final class Log4jUnboxedLineCaller extends Caller {

  private final Logger log;
  private int calls;

  Log4jUnboxedLineCaller(Logger log) {
    this.log = log;
  }

  @Override
  void call() {
    int n = ++calls;
    log.info(
        Line.PATTERN,
        Unbox.box(Line.loudness(n)),
        Unbox.box(Line.gain(n)),
        Unbox.box(Line.peak(n)),
        Unbox.box(Line.samples(n)),
        Unbox.box(Line.clip(n)));
  }

  @Override
  public void close() {
    ThreadContext.clearMap();
  }
}
