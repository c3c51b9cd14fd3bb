package io.streamobs;

import java.time.Duration;

/**
 * A part of a scope's work that is being measured. Closing it records the time; idempotent. Any
 * thread, before the scope is closed.
 */
public final class Timing implements AutoCloseable {

  private final Scope scope;
  private final String name;
  private final long startedNanos;
  private boolean closed;

  Timing(Scope scope, String name, long startedNanos) {
    this.scope = scope;
    this.name = name;
    this.startedNanos = startedNanos;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      scope.timing(name, Duration.ofNanos(scope.core.clock.nanoTime() - startedNanos));
    }
  }
}
