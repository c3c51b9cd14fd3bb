package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.TimeSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What an attached sink sees of its pipeline. */
record AttachedContext(
    TimeSource clock,
    Supplier<CorrelationContext> own,
    long mostWaiting,
    Consumer<CapturedRecord> offer)
    implements SinkContext {

  @Override
  public CorrelationContext process() {
    return own.get();
  }

  @Override
  public void report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details) {
    offer.accept(new Report(level, clock.epochMillis(), own.get(), event, code, message, details));
  }
}
