package io.streamobs.internal;

import org.jspecify.annotations.Nullable;

/** Something to do when the process ends, that can be taken back so that it keeps nothing alive. */
public final class ExitHook {

  private final String name;
  private final Runnable body;
  private @Nullable Thread installed;

  public ExitHook(String name, Runnable body) {
    this.name = name;
    this.body = body;
  }

  /** Does nothing where the process ends already. */
  public synchronized void install() {
    if (installed == null) {
      Thread hook = new Thread(null, body, name, 0, /* inheritThreadLocals= */ false);
      try {
        Runtime.getRuntime().addShutdownHook(hook);
        installed = hook;
      } catch (IllegalStateException ending) {
        return;
      }
    }
  }

  public synchronized void remove() {
    if (installed != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(installed);
      } catch (IllegalStateException ending) { // the hook itself may be what runs
        return;
      } finally {
        installed = null;
      }
    }
  }
}
