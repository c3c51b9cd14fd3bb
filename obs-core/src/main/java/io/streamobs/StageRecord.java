package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.pipeline.Report;
import io.streamobs.internal.pipeline.StageSignal;
import io.streamobs.spi.CapturedRecord;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A start or an end of a stage, by which the pipeline also knows which stages are open. */
final class StageRecord extends ScopeRecord implements StageSignal {

  StageRecord(
      Level level,
      long epochMillis,
      Stage stage,
      long durationMs,
      @Nullable Outcome outcome,
      Ending ending) {
    super(level, epochMillis, stage, durationMs, outcome, ending);
  }

  // Written and read on the pipeline's thread.
  private boolean leftOut;

  private Stage opened() {
    return (Stage) scope;
  }

  @Override
  public Object stage() {
    return scope;
  }

  @Override
  public boolean begins() {
    return isStart();
  }

  @Override
  public void sample() {
    Outcome ended = outcome();
    if (ended != null && scope.core.sampling != Sampling.NONE) {
      leftOut = opened().leavesOut(ended);
    }
  }

  @Override
  public boolean isLeftOut() {
    return leftOut;
  }

  @Override
  public boolean isOpen() {
    return scope.isOpen();
  }

  @Override
  public long stalledAtNanos() {
    return opened().stalledAtNanos();
  }

  @Override
  public CapturedRecord stalled() {
    long deadlineMs = TimeUnit.NANOSECONDS.toMillis(opened().deadlineNanos());
    return new Report(
        Level.WARN,
        scope.core.clock.epochMillis(),
        context(),
        LibraryEvent.STAGE_STALLED,
        ObsErrors.STAGE_STALLED,
        scope.title() + " is still open after " + deadlineMs + " ms",
        Map.of("deadline_ms", deadlineMs));
  }
}
