package io.streamobs.internal.redact;

import io.streamobs.internal.redact.SecretScanner.Finding;
import org.jspecify.annotations.Nullable;

/** {@code Bearer …} and {@code Basic …} in running text. */
final class Authorization {

  private static final int LEAST = 8;

  private Authorization() {}

  /** Whether a scheme's name may end so: most words before a blank are ruled out by it. */
  static boolean endsScheme(char c) {
    return c == 'r' || c == 'R' || c == 'c' || c == 'C';
  }

  /** The credential behind the blank at {@code i}, where a scheme's name stands before it. */
  static @Nullable Finding find(char[] chars, int from, int i, int to) {
    if (!Chars.endsWithIgnoreCase(chars, from, i, "bearer")
        && !Chars.endsWithIgnoreCase(chars, from, i, "basic")) {
      return null;
    }
    int start = i + 1;
    while (start < to && Chars.isBlank(chars[start])) {
      start++;
    }
    int end = start;
    boolean mixed = false;
    while (end < to && (Chars.isBase64(chars[end]) || chars[end] == '.' || chars[end] == '~')) {
      mixed |= chars[end] < 'a' || chars[end] > 'z';
      end++;
    }
    // "basic training" is no credential: one has capitals, digits or signs in it.
    return end - start >= LEAST && mixed ? new Finding(start, end, Rule.AUTHORIZATION) : null;
  }
}
