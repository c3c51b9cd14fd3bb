package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.StageScope;

/** Opens a stage and ends it. */
final class ObsStageCaller extends Caller {

  private final FragmentScope fragment;
  private final Runnable leave;

  ObsStageCaller(FragmentScope fragment, Runnable leave) {
    this.fragment = fragment;
    this.leave = leave;
  }

  @Override
  void call() {
    try (StageScope stage = fragment.stage(ObsInstallation.STAGE).open()) {
      stage.succeed();
    }
  }

  @Override
  public void close() {
    leave.run();
  }
}
