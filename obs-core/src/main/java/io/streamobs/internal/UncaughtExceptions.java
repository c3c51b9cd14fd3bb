package io.streamobs.internal;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the exceptions that end threads, and hands them on to whoever took them before. Whoever is
 * interested registers here; each exception is reported once, to the one who registered last.
 */
public final class UncaughtExceptions {

  private static final CopyOnWriteArrayList<BiConsumer<Thread, Throwable>> REPORTERS =
      new CopyOnWriteArrayList<>();

  private static @Nullable Handler installed;

  private UncaughtExceptions() {}

  /**
   * @return ends that; with the last one puts back the handler from before, unless somebody else
   *     took its place meanwhile
   */
  public static synchronized AutoCloseable install(BiConsumer<Thread, Throwable> reporter) {
    REPORTERS.add(reporter);
    if (installed == null) {
      installed = new Handler(Thread.getDefaultUncaughtExceptionHandler());
      Thread.setDefaultUncaughtExceptionHandler(installed);
    }
    return () -> release(reporter);
  }

  private static synchronized void release(BiConsumer<Thread, Throwable> reporter) {
    Handler handler = installed;
    boolean last = REPORTERS.remove(reporter) && REPORTERS.isEmpty();
    if (last && handler != null) {
      installed = null;
      if (Thread.getDefaultUncaughtExceptionHandler() == handler) {
        Thread.setDefaultUncaughtExceptionHandler(handler.before);
      }
    }
  }

  private static final class Handler implements UncaughtExceptionHandler {

    private final @Nullable UncaughtExceptionHandler before;

    Handler(@Nullable UncaughtExceptionHandler before) {
      this.before = before;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      List<BiConsumer<Thread, Throwable>> reporters = List.copyOf(REPORTERS);
      if (!reporters.isEmpty()) {
        reporters.get(reporters.size() - 1).accept(thread, thrown);
      }
      if (before != null) {
        before.uncaughtException(thread, thrown);
      }
    }
  }
}
