package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.StageScope;

/** Ends a stage that is open. */
final class ObsOutcomeCaller extends Caller {

  private final FragmentScope fragment;
  private final Runnable leave;
  private StageScope stage;

  ObsOutcomeCaller(FragmentScope fragment, Runnable leave) {
    this.fragment = fragment;
    this.leave = leave;
    this.stage = fragment.stage(ObsInstallation.STAGE).open();
    stage.skip("opened by the benchmark's set-up");
    stage.close();
  }

  @Override
  void before() {
    stage = fragment.stage(ObsInstallation.STAGE).open();
  }

  @Override
  void call() {
    stage.succeed();
    stage.close();
  }

  @Override
  public void close() {
    leave.run();
  }
}
