package io.streamobs.internal;

import io.streamobs.CorrelationContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets this module's encoder read a context without boxing, and nobody else. */
public abstract class ContextAccess {

  private static volatile @Nullable ContextAccess instance;

  /** Set once, by {@link CorrelationContext} itself. */
  public static void provide(ContextAccess access) {
    instance = access;
  }

  /** The access; loads {@link CorrelationContext} where that has not happened. */
  public static ContextAccess get() {
    ContextAccess access = instance;
    if (access == null) {
      Class<?> unused = CorrelationContext.current().getClass();
      access = instance;
    }
    return Objects.requireNonNull(access);
  }

  public abstract Identity identity(CorrelationContext context);

  public abstract @Nullable FragmentKey fragment(CorrelationContext context);

  /** The span, or 0. */
  public abstract long span(CorrelationContext context);
}
