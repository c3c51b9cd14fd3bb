package io.streamobs.spi;

import java.time.Duration;

/**
 * Something that keeps in the home what an {@link io.streamobs.Obs} does: run bundles, a store of
 * events. An Obs that has a home finds those on the class path by {@link java.util.ServiceLoader},
 * unless it was handed one of the same name; one without a home uses none.
 *
 * <p>Threads: {@link #install} on that of whoever opens the Obs.
 */
public interface HomePlugin {

  /** What settings and messages call it, such as {@code bundles}; constant. */
  String name();

  /**
   * Begins. Its sinks are attached when all plug-ins are installed.
   *
   * @return ends it
   * @throws io.streamobs.ConfigurationException when a setting of it cannot be used; the Obs does
   *     not open then
   */
  Installation install(HomeContext context);

  /** A plug-in at work in one Obs. */
  interface Installation {

    /** The Obs is open, all outputs are attached: what is reported now is heard. */
    default void opened() {}

    /**
     * Nothing more comes from the Obs: finishes what waits and still has something to record. The
     * sinks take records meanwhile. Returns by the deadline, and does not throw.
     */
    default void drain(Duration deadline) {}

    /** The sinks are closed. Returns by the deadline, and does not throw. */
    default void close(Duration deadline) {}
  }
}
