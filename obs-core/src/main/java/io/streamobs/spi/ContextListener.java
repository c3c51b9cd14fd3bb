package io.streamobs.spi;

import io.streamobs.CorrelationContext;
import org.jspecify.annotations.Nullable;

/**
 * Hears when the current context of a thread changes. Called on that thread, in the middle of
 * opening or closing a scope: must be quick. What it throws is swallowed.
 */
@FunctionalInterface
public interface ContextListener {

  /**
   * @param now the context of the scope that is current from now on, or null where none is
   */
  void changed(@Nullable CorrelationContext now);
}
