package io.streamobs.testkit;

import io.streamobs.Activation;
import io.streamobs.Propagation;
import org.jspecify.annotations.Nullable;

/**
 * Says for the time of a test whose thread this is, and which are its children, so that tests that
 * run at once do not record each other's lines. At its end the thread's current scope is what it
 * was before, whatever the test left open.
 */
final class ThreadBinding implements AutoCloseable {

  /** Somebody who records. Threads that outlive a test keep this small object and nothing else. */
  static final class Owner {
    private volatile boolean open = true;

    void close() {
      open = false;
    }
  }

  private static final InheritableThreadLocal<@Nullable Owner> OWNER =
      new InheritableThreadLocal<>();
  private static final Owner NOBODY = new Owner();

  private final Thread thread = Thread.currentThread();
  private final @Nullable Owner before = OWNER.get();
  private final @Nullable Activation scope;

  private ThreadBinding(Owner owner, boolean ownScope) {
    OWNER.set(owner);
    this.scope = ownScope ? Propagation.capture().activate() : null;
  }

  /** Until it is closed, this thread is {@code owner}'s. */
  static ThreadBinding of(Owner owner) {
    return new ThreadBinding(owner, /* ownScope= */ true);
  }

  /** Until it is closed, nobody records the lines of this thread: the testkit itself works. */
  static ThreadBinding ofNobody() {
    return new ThreadBinding(NOBODY, /* ownScope= */ false);
  }

  /** Whose thread this is, or null where it is nobody's who still records. */
  static @Nullable Owner owner() {
    Owner owner = OWNER.get();
    return owner != null && owner.open ? owner : null;
  }

  static boolean isQuiet() {
    return OWNER.get() == NOBODY;
  }

  /** Does nothing on another thread than the one that it was made on. */
  @Override
  public void close() {
    if (Thread.currentThread() != thread) {
      return;
    }
    if (scope != null) {
      scope.close();
    }
    if (before == null) {
      OWNER.remove();
    } else {
      OWNER.set(before);
    }
  }
}
