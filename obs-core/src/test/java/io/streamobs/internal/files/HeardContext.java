package io.streamobs.internal.files;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.TurnedClock;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.SinkContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Hears what is reported, for parts that are tried without a pipeline. */
final class HeardContext implements SinkContext {

  private final TurnedClock clock = new TurnedClock();
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /** What was reported, each as {@code <event>: <message> <details>}. */
  List<String> messages() {
    return messages;
  }

  @Override
  public CorrelationContext process() {
    return CorrelationContext.current();
  }

  @Override
  public TurnedClock clock() {
    return clock;
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
      Map<String, ?> details) {
    messages.add(event.name() + ": " + message + " " + details);
  }
}
