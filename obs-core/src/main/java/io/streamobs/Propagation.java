package io.streamobs;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the current scope to other threads. What is wrapped runs with the scope that was current
 * when it was wrapped (for executors: when the task was handed over), and gives its thread back
 * what it had, whatever the task leaves open: a pooled thread never shows an old context.
 *
 * <p>Threads: any. Failure: wrapping does not throw; exceptions of the wrapped body pass unchanged.
 */
public final class Propagation {

  private Propagation() {}

  /** The scope that is current now, to be taken elsewhere. */
  public static Carrier capture() {
    return new Carrier(Current.scope());
  }

  public static Runnable wrap(Runnable body) {
    return capture().wrap(body);
  }

  public static <T> Callable<T> wrap(Callable<T> body) {
    return capture().wrap(body);
  }

  public static <T> Supplier<T> wrapSupplier(Supplier<T> body) {
    return capture().wrapSupplier(body);
  }

  /** Each task runs with the scope that is current where it is handed over. */
  public static Executor wrap(Executor executor) {
    return task -> executor.execute(capture().wrap(task));
  }

  /** Each task runs with the scope that is current where it is handed over. */
  public static ExecutorService wrap(ExecutorService executor) {
    return new ContextExecutorService(executor);
  }

  /**
   * Each thread runs its body in the scope that is current where the thread is made. For a thread
   * that has one task; the workers of a pool would keep that scope for all that is handed to them.
   */
  public static ThreadFactory wrapFactory(ThreadFactory factory) {
    return body -> factory.newThread(capture().wrap(body));
  }

  /**
   * A future with the same result, whose dependent functions run with the scope that is current
   * where they are added, on whatever thread completes it.
   */
  public static <T> CompletableFuture<T> wrap(CompletableFuture<T> future) {
    return ContextFuture.of(future);
  }

  /** A captured scope. Immutable; may be used any number of times, on any threads at once. */
  public static final class Carrier {

    private final @Nullable Scope scope;

    Carrier(@Nullable Scope scope) {
      this.scope = scope;
    }

    /** Makes the captured scope current on this thread until the result is closed. */
    public Activation activate() {
      return Activation.of(scope);
    }

    public Runnable wrap(Runnable body) {
      return () -> {
        try (Activation active = activate()) {
          body.run();
        }
      };
    }

    public <T> Callable<T> wrap(Callable<T> body) {
      return () -> {
        try (Activation active = activate()) {
          return body.call();
        }
      };
    }

    public <T> Supplier<T> wrapSupplier(Supplier<T> body) {
      return () -> {
        try (Activation active = activate()) {
          return body.get();
        }
      };
    }

    public <A, R> Function<A, R> wrapFunction(Function<A, R> body) {
      return argument -> {
        try (Activation active = activate()) {
          return body.apply(argument);
        }
      };
    }

    public <A, B, R> BiFunction<A, B, R> wrapFunction(BiFunction<A, B, R> body) {
      return (first, second) -> {
        try (Activation active = activate()) {
          return body.apply(first, second);
        }
      };
    }

    public <A> Consumer<A> wrapConsumer(Consumer<A> body) {
      return argument -> {
        try (Activation active = activate()) {
          body.accept(argument);
        }
      };
    }

    public <A, B> BiConsumer<A, B> wrapConsumer(BiConsumer<A, B> body) {
      return (first, second) -> {
        try (Activation active = activate()) {
          body.accept(first, second);
        }
      };
    }
  }
}
