package io.streamobs.spi;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.event.LibraryEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What a pipeline lends to a sink that is attached to it.
 *
 * <p>Threads: any. Failure: nothing throws.
 */
public interface SinkContext {

  /** The identifiers of this process, as they are now. */
  CorrelationContext process();

  /** The pipeline's clocks. */
  TimeSource clock();

  /** How many records may wait at most, in the queue and in the sink's buffer, at any moment. */
  long mostWaiting();

  /**
   * Records an event about the sink, for all sinks. Never waits; where there is no room it is
   * counted as any other record is.
   *
   * @param details immutable from here on
   */
  void report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details);
}
