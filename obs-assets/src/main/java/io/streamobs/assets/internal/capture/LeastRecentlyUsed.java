package io.streamobs.assets.internal.capture;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers so many, and forgets the one that was longest not asked for. */
final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;

  LeastRecentlyUsed(int most) {
    super(16, 0.75f, /* accessOrder= */ true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
