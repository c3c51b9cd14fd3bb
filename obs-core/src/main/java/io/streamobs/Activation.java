package io.streamobs;

import org.jspecify.annotations.Nullable;

/**
 * A scope that is current on a thread that did not open it. Closing gives the thread back exactly
 * what it had, whatever was opened and left open in between. Closed on another thread it does
 * nothing.
 */
public final class Activation implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final @Nullable Scope before;
  private boolean closed;

  private Activation(@Nullable Scope scope) {
    this.before = Current.set(scope);
  }

  static Activation of(@Nullable Scope scope) {
    return new Activation(scope);
  }

  @Override
  public void close() {
    if (!closed && thread == Thread.currentThread()) {
      closed = true;
      Current.set(before);
    }
  }
}
