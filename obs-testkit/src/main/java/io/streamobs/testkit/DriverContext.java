package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.ObsProcess;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.TimeSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What a sink gets where there is no pipeline; its reports go nowhere. */
final class DriverContext implements SinkContext {

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
