package io.streamobs.internal.redact;

import org.jspecify.annotations.Nullable;

/**
 * Walks over a text and stops only at characters at which a secret can be recognised: the separator
 * behind a name ({@code = :}), the blank behind an authorization scheme, the first letter of a
 * word, the end of a long run. Everything else costs one look into a table.
 */
final class SecretScanner {

  private static final byte PLAIN = 0;
  private static final byte WORD = 1;
  private static final byte WORD_STARTS_TOKEN = 2;
  private static final byte SEPARATOR = 3;
  private static final byte BLANK = 4;
  private static final byte DASH = 5;
  private static final int LEAST_PAYLOAD = 256;
  private static final int LEAST_ENCODED_LINE = 60;

  private static final byte[] CLASSES = new byte[128];

  static {
    for (char c = 0; c < 128; c++) {
      CLASSES[c] = Chars.isAlphanumeric(c) || c == '_' ? WORD : PLAIN;
    }
    for (TokenShape shape : TokenShape.ALL) {
      CLASSES[shape.firstChar()] = WORD_STARTS_TOKEN;
    }
    CLASSES['='] = SEPARATOR;
    CLASSES[':'] = SEPARATOR;
    CLASSES[' '] = BLANK;
    CLASSES['\t'] = BLANK;
    CLASSES['-'] = DASH;
  }

  /** A part of a text that must not be shown. */
  record Finding(int start, int end, Rule rule) {}

  private final NamedSecrets named;

  SecretScanner(SecretNames names) {
    this.named = new NamedSecrets(names);
  }

  /** The first secret that begins at or behind {@code from}, or null. */
  @Nullable Finding next(char[] chars, int from, int to) {
    int runStart = from;
    int lineStart = from;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      byte kind = c < 128 ? CLASSES[c] : PLAIN;
      if (kind == WORD) {
        continue;
      }
      Finding finding = kind == PLAIN ? null : look(kind, chars, from, i, to);
      if (finding != null) {
        return finding;
      }
      if (kind == WORD_STARTS_TOKEN || Chars.isBase64(c)) {
        continue;
      }
      // Encoded content in lines of the usual width is one run.
      boolean goesOn = c == '\n' && i - lineStart >= LEAST_ENCODED_LINE;
      if (!goesOn) {
        if (i - runStart >= LEAST_PAYLOAD && isEncodedContent(chars, runStart, i)) {
          return new Finding(runStart, i, Rule.PAYLOAD);
        }
        runStart = i + 1;
      }
      lineStart = i + 1;
    }
    return to - runStart >= LEAST_PAYLOAD && isEncodedContent(chars, runStart, to)
        ? new Finding(runStart, to, Rule.PAYLOAD)
        : null;
  }

  private @Nullable Finding look(byte kind, char[] chars, int from, int i, int to) {
    return switch (kind) {
      case WORD_STARTS_TOKEN ->
          i == from || !Chars.isWord(chars[i - 1]) ? token(chars, i, to) : null;
      case SEPARATOR -> separator(chars, from, i, to);
      case BLANK -> Authorization.find(chars, from, i, to);
      default -> PrivateKey.find(chars, i, to);
    };
  }

  private static @Nullable Finding token(char[] chars, int start, int to) {
    for (TokenShape shape : TokenShape.ALL) {
      if (shape.firstChar() == chars[start]) {
        int end = shape.end(chars, start, to);
        if (end > 0) {
          return new Finding(start, end, shape.rule());
        }
      }
    }
    return null;
  }

  private @Nullable Finding separator(char[] chars, int from, int i, int to) {
    if (chars[i] == ':' && i + 2 < to && chars[i + 1] == '/' && chars[i + 2] == '/') {
      return Urls.find(chars, from, i, to);
    }
    return named.find(chars, from, i, to);
  }

  // A run of one kind of letters is somebody's filler or a long word. Content mixes all kinds, or
  // is
  // hexadecimal.
  private static boolean isEncodedContent(char[] chars, int start, int end) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    boolean hexadecimal = true;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      digit |= c >= '0' && c <= '9';
      hexadecimal &= Character.digit(c, 16) >= 0 || c == '\n';
    }
    return digit && (upper || lower) && (hexadecimal || (upper && lower));
  }
}
