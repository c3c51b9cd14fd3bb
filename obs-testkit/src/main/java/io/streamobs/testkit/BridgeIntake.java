package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.Health;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.TimeSource;
import io.streamobs.testkit.BridgedLine.Claim;
import io.streamobs.testkit.ThreadBinding.Owner;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.event.Level;

/**
 * The pipeline as a log bridge sees it. Bridges bring the lines of all threads; this notes, on the
 * thread that logs, whose they are.
 */
final class BridgeIntake implements RecordPipeline {

  private final RecordPipeline pipeline;
  private final Obs obs;
  private final Owner owner;
  private final TimeSource clock;

  BridgeIntake(RecordPipeline pipeline, Obs obs, Owner owner, TimeSource clock) {
    this.pipeline = pipeline;
    this.obs = obs;
    this.owner = owner;
    this.clock = clock;
  }

  @Override
  public void offer(CapturedRecord line) {
    if (ThreadBinding.isQuiet()) {
      return;
    }
    boolean outside = isOutsideAnyScope(line.context());
    CorrelationContext context = outside ? obs.context() : line.context();
    long when = clock == TimeSource.SYSTEM ? line.epochMillis() : clock.epochMillis();
    pipeline.offer(new BridgedLine(line, when, context, claim(outside)));
  }

  @Override
  public boolean refuses(Level level) {
    return !ThreadBinding.isQuiet() && pipeline.refuses(level);
  }

  @Override
  public void uncaptured() {
    pipeline.uncaptured();
  }

  // A scope tells best; outside of one the thread does, and where it is nobody's, all record it.
  private Claim claim(boolean outside) {
    Owner threadOwner = ThreadBinding.owner();
    if (threadOwner == owner || (outside && threadOwner == null)) {
      return Claim.OURS;
    }
    return outside ? Claim.THEIRS : Claim.OF_SCOPE;
  }

  private static boolean isOutsideAnyScope(CorrelationContext context) {
    return context.streamId().equals(CorrelationContext.NONE)
        && context.stage() == null
        && context.correlationId().equals(ObsProcess.context().correlationId());
  }

  @Override
  public SinkHandle attach(RecordSink sink, SinkOptions options) {
    return pipeline.attach(sink, options);
  }

  @Override
  public Health close(Collection<SinkHandle> handles, Duration deadline) {
    return pipeline.close(handles, deadline);
  }

  @Override
  public boolean flush(Duration timeout) {
    return pipeline.flush(timeout);
  }

  @Override
  public Health health() {
    return pipeline.health();
  }
}
