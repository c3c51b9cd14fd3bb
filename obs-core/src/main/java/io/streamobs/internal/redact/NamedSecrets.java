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
    while (start < to && isAroundName(chars[start])) {
      start++;
    }
    int end = valueEnd(chars, start, to, isHeader(chars, nameStart, nameEnd));
    boolean shown = end == start || Chars.startsWith(chars, start, to, "[redacted:");
    return shown ? null : new Finding(start, end, Rule.SECRET_VALUE);
  }

  private static int valueEnd(char[] chars, int start, int to, boolean wholeLine) {
    char quote = start > 0 && Chars.isQuote(chars[start - 1]) ? chars[start - 1] : 0;
    // JSON inside JSON: the quotes themselves are escaped, and a backslash ends the value.
    boolean escaped = quote != 0 && start > 1 && chars[start - 2] == '\\';
    int end = start;
    while (end < to && !isEnd(chars[end], quote, wholeLine)) {
      if (chars[end] == '\\' && escaped) {
        return end;
      }
      end += chars[end] == '\\' && quote != 0 ? 2 : 1;
    }
    return Math.min(end, to);
  }

  private static boolean isEnd(char c, char quote, boolean wholeLine) {
    if (quote != 0) {
      return c == quote || c == '\n';
    }
    return wholeLine ? c == '\n' || c == '\r' || Chars.isQuote(c) : Chars.endsValue(c);
  }

  // Their values have several words.
  private static boolean isHeader(char[] chars, int start, int end) {
    return Chars.endsWithIgnoreCase(chars, start, end, "authorization")
        || Chars.endsWithIgnoreCase(chars, start, end, "cookie");
  }

  private static boolean isAroundName(char c) {
    return Chars.isBlank(c) || Chars.isQuote(c) || c == '\\';
  }

  private static boolean isInName(char c) {
    return Chars.isToken(c) || c == '.';
  }
}
