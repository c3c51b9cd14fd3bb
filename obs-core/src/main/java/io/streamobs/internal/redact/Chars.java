package io.streamobs.internal.redact;

/** The classes of characters that the rules speak of; ASCII only, whatever the locale. */
final class Chars {

  private Chars() {}

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '_';
  }

  /** A character of a token of most services, or of unpadded base64url. */
  static boolean isToken(char c) {
    return isAlphanumeric(c) || c == '_' || c == '-';
  }

  static boolean isBase64(char c) {
    return isToken(c) || c == '+' || c == '/' || c == '=';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** What ends an unquoted value in running text, a query string or a rendered map. */
  static boolean endsValue(char c) {
    return c <= ' ' || c == '&' || c == ')' || c == ']' || c == '}' || c == '"' || c == '\''
        || c == '<' || c == '>' || c == '|';
  }

  /** What ends a URL in running text. */
  static boolean endsUrl(char c) {
    return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '|' || c == ')'
        || c == ']' || c == '}' || c == ',' || c == ';';
  }

  static boolean startsWith(char[] chars, int at, int to, String prefix) {
    if (to - at < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (chars[at + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the part ends in {@code word} (given in lower case), whatever is before that. */
  static boolean isTailIgnoreCase(char[] chars, int from, int end, String word) {
    int start = end - word.length();
    if (start < from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((chars[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the characters before {@code end} spell {@code word} (given in lower case). */
  static boolean endsWithIgnoreCase(char[] chars, int from, int end, String word) {
    int start = end - word.length();
    boolean whole = start <= from || !isWord(chars[start - 1]);
    return whole && isTailIgnoreCase(chars, from, end, word);
  }
}
