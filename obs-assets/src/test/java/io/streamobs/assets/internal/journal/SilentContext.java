package io.streamobs.assets.internal.journal;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.ObsProcess;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.TimeSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A pipeline that nobody listens to. */
public class SilentContext implements SinkContext {

  @Override
  public CorrelationContext process() {
    return ObsProcess.context();
  }

  @Override
  public TimeSource clock() {
    return TimeSource.SYSTEM;
  }

  @Override
  public long mostWaiting() {
    return 1;
  }

  @Override
  public void report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details) {}
}
