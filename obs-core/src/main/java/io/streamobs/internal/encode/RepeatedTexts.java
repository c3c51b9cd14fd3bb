package io.streamobs.internal.encode;

import org.jspecify.annotations.Nullable;

/** The latest of those texts that come again and again, as they were rendered. Bounded. */
final class RepeatedTexts {

  private static final int SLOTS = 256;
  private static final int MOST_CHARS = 128;

  private final @Nullable String[] texts = new String[SLOTS];
  private final byte[][] rendered = new byte[SLOTS][];

  /** What {@code text} was rendered to, or null. */
  byte @Nullable [] get(String text) {
    if (text.length() > MOST_CHARS) {
      return null;
    }
    int slot = slot(text);
    return text.equals(texts[slot]) ? rendered[slot] : null;
  }

  /** Keeps what stands in {@code out} from {@code start} on. */
  void put(String text, ByteBuilder out, int start) {
    if (text.length() <= MOST_CHARS) {
      int slot = slot(text);
      texts[slot] = text;
      rendered[slot] = out.copyFrom(start);
    }
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }
}
