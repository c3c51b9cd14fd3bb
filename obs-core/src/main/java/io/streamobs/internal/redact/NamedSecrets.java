package io.streamobs.internal.redact;

import io.streamobs.internal.redact.SecretScanner.Finding;
import org.jspecify.annotations.Nullable;

/** {@code name=value}, {@code name: value} and {@code "name": "value"} with a secret's name. */
final class NamedSecrets {

  private final SecretNames names;

  NamedSecrets(SecretNames names) {
    this.names = names;
  }

  /** The value behind the separator at {@code i}, where the name before it means a secret. */
  @Nullable Finding find(char[] chars, int from, int i, int to) {
    int nameEnd = i;
    while (nameEnd > from && isAroundName(chars[nameEnd - 1])) {
      nameEnd--;
    }
    int nameStart = nameEnd;
    while (nameStart > from && isInName(chars[nameStart - 1])) {
      nameStart--;
    }
    if (!names.matches(chars, nameStart, nameEnd)) {
      return null;
    }
    int start = i + 1;
    while (start < to && isBeforeValue(chars[start])) {
      start++;
    }
    int end = SecretValue.end(chars, start, to, isHeader(chars, nameStart, nameEnd));
    boolean shown = end == start || Chars.startsWith(chars, start, to, "[redacted:");
    return shown ? null : new Finding(start, end, Rule.SECRET_VALUE);
  }

  // Their values have several words.
  private static boolean isHeader(char[] chars, int start, int end) {
    return Chars.isTailIgnoreCase(chars, start, end, "authorization")
        || Chars.isTailIgnoreCase(chars, start, end, "cookie");
  }

  // The rest of :=, ==, => and the opening quote.
  private static boolean isBeforeValue(char c) {
    return isAroundName(c) || c == '=' || c == ':' || c == '>';
  }

  private static boolean isAroundName(char c) {
    return Chars.isBlank(c) || Chars.isQuote(c) || c == '\\';
  }

  private static boolean isInName(char c) {
    return Chars.isToken(c) || c == '.';
  }
}
