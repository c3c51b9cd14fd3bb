package io.streamobs;

import io.streamobs.spi.ContextListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The scope that is current on each thread. A thread keeps an array of the JDK's, empty while no
 * scope is open, so that a pooled thread keeps neither a context nor a class loader alive.
 */
final class Current {

  private static final ThreadLocal<@Nullable Object[]> SLOT = new ThreadLocal<>();
  private static final VarHandle TOP = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final ContextListener[] NOBODY = {};

  private static volatile ContextListener[] listeners = NOBODY;

  private Current() {}

  static void listeners(ContextListener[] changed) {
    listeners = changed;
  }

  /** The innermost open scope of this thread, or null. */
  static @Nullable Scope scope() {
    @Nullable Object[] slot = SLOT.get();
    Scope top = slot == null ? null : (Scope) slot[0];
    if (slot == null || top == null || top.isOpen()) {
      return top;
    }
    Scope open = nearestOpen(top); // it was ended elsewhere; keep nothing of it
    slot[0] = open;
    return open;
  }

  /** Makes {@code scope} (or none) current, and gives back what was before. */
  static @Nullable Scope set(@Nullable Scope scope) {
    @Nullable Object[] slot = slot();
    Scope before = nearestOpen((Scope) slot[0]);
    Scope open = nearestOpen(scope);
    slot[0] = open;
    tell(open);
    return before;
  }

  /**
   * Takes {@code scope} out, with all that is still open inside it on this thread.
   *
   * @return whether nothing was
   */
  static boolean leave(Scope scope) {
    @Nullable Object[] slot = slot();
    Scope top = (Scope) slot[0];
    for (Scope at = top; at != null; at = at.outer()) {
      if (at == scope) {
        boolean inOrder = nearestOpenAbove(top, scope) == null;
        slot[0] = nearestOpen(scope.outer());
        tell((Scope) slot[0]);
        return inOrder;
      }
    }
    return true; // went with a scope around it
  }

  private static @Nullable Scope nearestOpenAbove(@Nullable Scope top, Scope end) {
    for (Scope at = top; at != null && at != end; at = at.outer()) {
      if (at.isOpen()) {
        return at;
      }
    }
    return null;
  }

  private static @Nullable Scope nearestOpen(@Nullable Scope from) {
    Scope at = from;
    while (at != null && !at.isOpen()) {
      at = at.outer();
    }
    return at;
  }

  /**
   * Empties a thread's slot of what belongs to {@code closed}, from any thread: one that opened a
   * scope, never closed it and never asks again would keep its class loader.
   */
  static void forget(@Nullable Object[] slot, Core closed) {
    Object seen = TOP.getVolatile(slot, 0);
    if (seen instanceof Scope scope && scope.core == closed) {
      TOP.compareAndSet(slot, 0, seen, null); // unless the thread itself has moved on meanwhile
    }
  }

  /** This thread's. */
  static @Nullable Object[] slot() {
    @Nullable Object[] slot = SLOT.get();
    if (slot == null) {
      slot = new Object[1];
      SLOT.set(slot);
    }
    return slot;
  }

  private static void tell(@Nullable Scope now) {
    for (ContextListener listener : listeners) {
      try {
        listener.changed(now == null ? null : now.context());
      } catch (Throwable ignored) {
        // A mirror that breaks mirrors nothing.
      }
    }
  }
}
