package io.streamobs.internal;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the exceptions that end threads, and hands them on to whoever took them before. Installed
 * several times, it still reports each exception once, to whoever installed it first.
 */
public final class UncaughtExceptions {

  private static @Nullable Handler installed;
  private static int users;

  private UncaughtExceptions() {}

  /**
   * @return puts back the handler from before with the last of its users, unless somebody else took
   *     its place meanwhile; idempotent
   */
  public static synchronized AutoCloseable install(BiConsumer<Thread, Throwable> reporter) {
    if (users++ == 0) {
      installed = new Handler(Thread.getDefaultUncaughtExceptionHandler(), reporter);
      Thread.setDefaultUncaughtExceptionHandler(installed);
    }
    boolean[] closed = new boolean[1];
    return () -> {
      if (!closed[0]) {
        closed[0] = true;
        release();
      }
    };
  }

  private static synchronized void release() {
    Handler handler = installed;
    if (--users == 0 && handler != null) {
      handler.active = false;
      installed = null;
      if (Thread.getDefaultUncaughtExceptionHandler() == handler) {
        Thread.setDefaultUncaughtExceptionHandler(handler.before);
      }
    }
  }

  private static final class Handler implements UncaughtExceptionHandler {

    private final @Nullable UncaughtExceptionHandler before;
    private final BiConsumer<Thread, Throwable> reporter;
    private volatile boolean active = true;

    Handler(@Nullable UncaughtExceptionHandler before, BiConsumer<Thread, Throwable> reporter) {
      this.before = before;
      this.reporter = reporter;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      if (active) {
        reporter.accept(thread, thrown);
      }
      if (before != null) {
        before.uncaughtException(thread, thrown);
      }
    }
  }
}
