package io.streamobs.assets.internal.capture;

import java.util.concurrent.atomic.AtomicLong;

/** So much of something, for whoever comes first. Threads: any, without waiting. */
final class Budget {

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  Budget(long most) {
    this.most = most;
  }

  /** Takes all of it, or nothing. */
  boolean take(long amount) {
    long before = taken.get();
    while (amount <= most - before) {
      if (taken.compareAndSet(before, before + amount)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  void giveBack(long amount) {
    taken.addAndGet(-amount);
  }

  long taken() {
    return taken.get();
  }
}
