package io.streamobs;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts unsupported calls; whoever counts the first of a kind is to report it. */
final class Misuse {

  enum Kind {
    /** A scope was closed on another thread than the one that opened it. */
    CLOSED_ON_WRONG_THREAD,
    /** A scope was closed before a scope that was opened inside it on the same thread. */
    CLOSED_OUT_OF_ORDER,
    /** A scope was told something after it was closed. */
    USED_AFTER_CLOSE,
    /** Something was opened after its Obs was closed. */
    USED_AFTER_OBS_CLOSED,
    /** A null, or a name that cannot be used, was replaced. */
    BAD_ARGUMENT,
    /** The library itself failed; the host's call went on. */
    INTERNAL_ERROR
  }

  private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);

  /** Whether it is the first of its kind. */
  boolean count(Kind kind) {
    return counts.getAndIncrement(kind.ordinal()) == 0;
  }

  Map<String, Long> counts() {
    Map<String, Long> result = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      long count = counts.get(kind.ordinal());
      if (count > 0) {
        result.put(kind.name().toLowerCase(java.util.Locale.ROOT), count);
      }
    }
    return result;
  }
}
