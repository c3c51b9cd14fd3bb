package io.streamobs.internal.encode;

import org.jspecify.annotations.Nullable;

/**
 * A field of which the same texts come again and again: the latest of them, rendered with the
 * field's name. Bounded.
 */
final class RepeatedField {

  private static final int SLOTS = 64;
  private static final int MOST_CHARS = 128;

  /** {@code ,"name":} */
  final byte[] prefix;

  private final @Nullable String[] texts = new String[SLOTS];
  private final byte[][] rendered = new byte[SLOTS][];

  RepeatedField(byte[] prefix) {
    this.prefix = prefix;
  }

  /** What the field was rendered to with {@code text}, or null. */
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
