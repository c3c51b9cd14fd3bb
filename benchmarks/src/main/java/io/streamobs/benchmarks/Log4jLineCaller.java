package io.streamobs.benchmarks;

import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** Logs a line by Log4j's own API. */
final class Log4jLineCaller extends Caller {

  private final Logger log;
  private int calls;

  Log4jLineCaller(Logger log) {
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
    ThreadContext.clearMap();
  }
}
