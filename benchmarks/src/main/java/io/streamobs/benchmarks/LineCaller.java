package io.streamobs.benchmarks;

import org.slf4j.Logger;

/** Logs a line the way an application does; knows nothing of who takes it. */
final class LineCaller extends Caller {

  private final Logger log;
  private final Runnable leave;
  private int calls;

  /**
   * @param leave ends the scope that the caller is in
   */
  LineCaller(Logger log, Runnable leave) {
    this.log = log;
    this.leave = leave;
  }

  @Override
  void call() {
    int n = ++calls;
    log.info(
        Line.PATTERN, Line.loudness(n), Line.gain(n), Line.peak(n), Line.samples(n), Line.clip(n));
  }

  @Override
  public void close() {
    leave.run();
  }
}
