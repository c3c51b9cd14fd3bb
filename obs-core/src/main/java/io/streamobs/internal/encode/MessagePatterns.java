package io.streamobs.internal.encode;

import org.jspecify.annotations.Nullable;

/**
 * The latest patterns, taken apart. A constant of a program is the same object whenever it comes; a
 * text that was put together at run time never comes again, and is not kept. One thread.
 */
final class MessagePatterns {

  private static final int SLOTS = 256;
  private static final int MOST_CHARS = 512;

  private final @Nullable String[] seen = new String[SLOTS];
  private final @Nullable MessagePattern[] parsed = new MessagePattern[SLOTS];

  @SuppressWarnings("ReferenceEquality") // which tells constants from texts made at run time
  MessagePattern get(String pattern) {
    int hash = pattern.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    boolean comesAgain = seen[slot] == pattern;
    MessagePattern known = comesAgain ? parsed[slot] : null;
    if (known != null) {
      return known;
    }
    MessagePattern made = MessagePattern.of(pattern);
    if (pattern.length() <= MOST_CHARS) {
      seen[slot] = pattern;
      parsed[slot] = comesAgain ? made : null;
    }
    return made;
  }
}
