package io.streamobs.benchmarks;

import org.slf4j.Logger;

/** Logs the outcome of a stage that was entered before. */
final class MdcOutcomeCaller extends Caller {

  private final Logger log;
  private final MdcScope scope;

  MdcOutcomeCaller(Logger log, MdcScope scope) {
    this.log = log;
    this.scope = scope;
  }

  @Override
  void before() {
    scope.enterStage();
  }

  @Override
  void call() {
    scope.logOutcome(log);
  }

  @Override
  void after() {
    scope.leaveStage();
  }

  @Override
  public void close() {
    scope.clear();
  }
}
