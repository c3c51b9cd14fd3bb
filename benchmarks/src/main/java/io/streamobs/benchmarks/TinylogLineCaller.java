package io.streamobs.benchmarks;

import org.tinylog.TaggedLogger;
import org.tinylog.ThreadContext;

/** Logs a line by tinylog's own API. */
final class TinylogLineCaller extends Caller {

  private final TaggedLogger log;
  private int calls;

  TinylogLineCaller(TaggedLogger log) {
    this.log = log;
  }

  @Override
  void call() {
    int n = ++calls;
    log.info(
        Line.PATTERN, Line.loudness(n), Line.gain(n), Line.peak(n), Line.samples(n), Line.clip(n));
  }

  @Override
  public void close() {
    ThreadContext.clear();
  }
}
