package io.streamobs.spi;

import io.streamobs.CorrelationContext;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link io.streamobs.Obs} lends to a {@link HomePlugin}. Stays valid for as long as the
 * Obs is open.
 *
 * <p>Threads: any, but for {@link #sink} and {@link #meter}, which belong into {@link
 * HomePlugin#install}.
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
   * A setting from outside: the system property {@code key}, else the environment variable of the
   * same name in capitals, or null.
   *
   * @param key such as {@code obs.bundles}
   */
  @Nullable String setting(String key);

  /** That setting's name as the user wrote it, for a message about its value. */
  String whereSet(String key);
}
