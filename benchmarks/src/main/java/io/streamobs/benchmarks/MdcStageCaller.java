package io.streamobs.benchmarks;

import org.slf4j.Logger;

/** Enters a stage, logs its outcome, leaves it. */
final class MdcStageCaller extends Caller {

  private final Logger log;
  private final MdcScope scope;

  MdcStageCaller(Logger log, MdcScope scope) {
    this.log = log;
    this.scope = scope;
  }

  @Override
  void call() {
    scope.enterStage();
    scope.logOutcome(log);
    scope.leaveStage();
  }

  @Override
  public void close() {
    scope.clear();
  }
}
