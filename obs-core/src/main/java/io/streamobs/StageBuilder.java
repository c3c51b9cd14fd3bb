package io.streamobs;

import io.streamobs.function.StageAction;
import io.streamobs.function.StageFunction;
import io.streamobs.internal.config.Durations;
import java.time.Duration;

/** Opens a stage. Made by {@code stage(name)} of the scope that it belongs to; used once. */
public final class StageBuilder {

  final Scope parent;
  final String name;
  long deadlineNanos;

  StageBuilder(Scope parent, String name) {
    this.parent = parent;
    this.name = parent.core.name(name, "unnamed", parent.context());
    this.deadlineNanos = parent.core.stalledAfterNanos;
  }

  /** After how long the open stage is reported as stalled. Default: what the Obs was built with. */
  public StageBuilder deadline(Duration deadline) {
    if (deadline == null) {
      parent.core.misuse(Misuse.Kind.BAD_ARGUMENT, parent.context(), "a deadline was null");
    } else {
      deadlineNanos = Durations.nanos(deadline);
    }
    return this;
  }

  /** Opens the stage and makes it current on this thread. */
  public StageScope open() {
    return new StageScope(this);
  }

  /** Opens the stage for work that moves between threads. */
  public DetachedStage openDetached() {
    return new DetachedStage(this);
  }

  /**
   * Runs {@code body} inside the stage. It succeeds when the body returns and has stated nothing
   * else, and fails with the exception that the body throws, which goes on to the caller untouched.
   */
  public <T, X extends Throwable> T call(StageFunction<T, X> body) throws X {
    try (StageScope stage = open()) {
      try {
        T result = body.apply(stage);
        stage.succeedUnlessStated();
        return result;
      } catch (Throwable thrown) {
        stage.fail(thrown);
        throw thrown;
      }
    }
  }

  /** The same for a body without a result. */
  public <X extends Throwable> void run(StageAction<X> body) throws X {
    this.<Boolean, X>call(
        stage -> {
          body.accept(stage);
          return Boolean.TRUE;
        });
  }
}
