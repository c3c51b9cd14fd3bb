package io.streamobs.benchmarks;

import org.slf4j.Logger;

/** Logs a line the way an application does; knows nothing of who takes it. */
final class LineCaller extends Caller {

  static final String LOGGER = "worker.Normaliser";

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
        "loudness {} LUFS, gain {} dB, peak {} dBFS, {} samples, clip {}",
        -23.0 + (n & 63) * 0.1,
        1.5 - (n & 31) * 0.1,
        -1.0 - (n & 15) * 0.1,
        48_000 + (n & 1_023),
        (n & 63) == 0);
  }

  @Override
  public void close() {
    leave.run();
  }
}
