package io.streamobs.spi;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.event.LibraryEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What an {@link io.streamobs.Obs} lends to a {@link HomePlugin}. Stays valid for as long as the
 * Obs is open.
 *
 * <p>Threads: any, but for {@link #sink}, {@link #meter} and {@link #assets}, which belong into
 * {@link HomePlugin#install}.
 */
public interface HomeContext {

  /** The home: absolute, and there. */
  Path home();

  /** The identifiers of records outside any run. */
  CorrelationContext process();

  /** The clocks of the Obs. */
  TimeSource clock();

  /** One more output of the Obs, attached when all plug-ins are installed. */
  void sink(RecordSink sink, SinkOptions options);

  /** What is measured of each stage of the Obs from now on. */
  void meter(StageMeter meter);

  /**
   * Who takes what stages of the Obs read, write and keep.
   *
   * @throws IllegalStateException where another plug-in does already
   */
  void assets(AssetSink sink);

  /**
   * Records an event, for all sinks. Never waits; where there is no room it is counted as any other
   * record is.
   *
   * @param where what it belongs to
   * @param details immutable from here on
   */
  void report(
      Level level,
      CorrelationContext where,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details);

  /**
   * Removes secrets from a text, as it is done in records: gives the text itself where there is
   * none. A new one for each call of this, for one thread at a time; linear time.
   */
  UnaryOperator<String> redaction();

  /**
   * A setting from outside: the system property {@code key}, else the environment variable of the
   * same name in capitals, or null.
   *
   * @param key such as {@code obs.bundles}
   */
  @Nullable String setting(String key);

  /** That setting's name as the user wrote it, for a message about its value. */
  String whereSet(String key);
}
