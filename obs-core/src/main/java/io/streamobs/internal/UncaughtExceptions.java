package io.streamobs.internal;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.BiConsumer;

/** Takes the exceptions that end threads, and hands them on to whoever took them before. */
public final class UncaughtExceptions {

  private UncaughtExceptions() {}

  /**
   * @return puts back the handler from before, unless somebody else took its place meanwhile
   */
  public static AutoCloseable install(boolean wanted, BiConsumer<Thread, Throwable> reporter) {
    if (!wanted) {
      return () -> {};
    }
    UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    UncaughtExceptionHandler ours =
        (thread, thrown) -> {
          reporter.accept(thread, thrown);
          if (before != null) {
            before.uncaughtException(thread, thrown);
          }
        };
    Thread.setDefaultUncaughtExceptionHandler(ours);
    return () -> {
      if (Thread.getDefaultUncaughtExceptionHandler() == ours) {
        Thread.setDefaultUncaughtExceptionHandler(before);
      }
    };
  }
}
