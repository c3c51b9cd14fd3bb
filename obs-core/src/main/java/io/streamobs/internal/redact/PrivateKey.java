package io.streamobs.internal.redact;

import io.streamobs.internal.redact.SecretScanner.Finding;
import org.jspecify.annotations.Nullable;

/** A private key in PEM armour, as far as the text has it. */
final class PrivateKey {

  private static final String BEGIN = "-----BEGIN ";
  private static final String KIND = "PRIVATE KEY";
  private static final String END = "-----END ";

  private PrivateKey() {}

  static @Nullable Finding find(char[] chars, int i, int to) {
    if (!Chars.startsWith(chars, i, to, BEGIN)) {
      return null;
    }
    int kind = indexOf(chars, i + BEGIN.length(), Math.min(to, i + 64), KIND);
    if (kind < 0) {
      return null;
    }
    int end = indexOf(chars, kind, to, END);
    return new Finding(
        i, end < 0 ? to : endOfArmour(chars, end + END.length(), to), Rule.PRIVATE_KEY);
  }

  private static int endOfArmour(char[] chars, int from, int to) {
    int end = indexOf(chars, from, Math.min(to, from + 64), "-----");
    return end < 0 ? to : end + 5;
  }

  private static int indexOf(char[] chars, int from, int to, String text) {
    for (int i = from; i + text.length() <= to; i++) {
      if (Chars.startsWith(chars, i, to, text)) {
        return i;
      }
    }
    return -1;
  }
}
