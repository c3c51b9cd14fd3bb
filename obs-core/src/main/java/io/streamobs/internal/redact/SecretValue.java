package io.streamobs.internal.redact;

/** How far a secret reaches that begins behind its name: the whole of it goes, never a part. */
final class SecretValue {

  private static final String[] SCHEMES = {"bearer", "basic", "digest", "token", "negotiate"};

  private SecretValue() {}

  /**
   * @param wholeLine whether the value is that of a header, which has several words
   */
  static int end(char[] chars, int start, int to, boolean wholeLine) {
    char quote = start > 0 && Chars.isQuote(chars[start - 1]) ? chars[start - 1] : 0;
    if (quote != 0) {
      return endOfQuoted(chars, start, to, quote);
    }
    if (wholeLine) {
      return endOfLine(chars, start, to);
    }
    if (start < to && (chars[start] == '[' || chars[start] == '{')) {
      return endOfBrackets(chars, start, to);
    }
    int end = endOfWord(chars, start, to);
    // "Bearer x": the scheme is no secret, what follows it is.
    if (isScheme(chars, start, end)) {
      while (end < to && Chars.isBlank(chars[end])) {
        end++;
      }
      end = endOfWord(chars, end, to);
    }
    return end;
  }

  private static int endOfQuoted(char[] chars, int start, int to, char quote) {
    // JSON inside JSON: the quotes themselves are escaped, and a backslash ends the value.
    boolean escaped = start > 1 && chars[start - 2] == '\\';
    int end = start;
    while (end < to && chars[end] != quote && chars[end] != '\n') {
      if (chars[end] == '\\' && escaped) {
        return end;
      }
      end += chars[end] == '\\' ? 2 : 1;
    }
    return Math.min(end, to);
  }

  private static int endOfLine(char[] chars, int start, int to) {
    int end = start;
    while (end < to && chars[end] != '\n' && chars[end] != '\r') {
      end++;
    }
    return end;
  }

  private static int endOfBrackets(char[] chars, int start, int to) {
    int depth = 0;
    for (int i = start; i < to; i++) {
      char c = chars[i];
      if (c == '[' || c == '{') {
        depth++;
      } else if ((c == ']' || c == '}') && --depth == 0) {
        return i + 1;
      }
    }
    return to;
  }

  private static int endOfWord(char[] chars, int start, int to) {
    int end = start;
    while (end < to && !endsWord(chars, end, to)) {
      end++;
    }
    return end;
  }

  // A comma inside a word belongs to it; one before a blank separates.
  private static boolean endsWord(char[] chars, int i, int to) {
    char c = chars[i];
    if (c == ',' || c == ';') {
      return i + 1 == to || chars[i + 1] <= ' ' || Chars.isQuote(chars[i + 1]);
    }
    return Chars.endsValue(c);
  }

  private static boolean isScheme(char[] chars, int start, int end) {
    for (String scheme : SCHEMES) {
      if (end - start == scheme.length() && Chars.isTailIgnoreCase(chars, start, end, scheme)) {
        return true;
      }
    }
    return false;
  }
}
