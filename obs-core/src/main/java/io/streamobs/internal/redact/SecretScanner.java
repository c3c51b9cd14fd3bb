package io.streamobs.internal.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a text and stops only between words, where a secret can be recognised: at the
 * separator behind a name ({@code = :}), at the blank behind an authorization scheme, before the
 * first letter of a word, at the end of a long run. A letter of a word costs one look into a table.
 */
final class SecretScanner {

  /** How long encoded content is at least to be taken for a payload. */
  static final int LEAST_PAYLOAD = 256;

  // What a character is; most are one thing only.
  private static final byte WORD = 1;
  private static final byte SEPARATOR = 2;
  private static final byte BLANK = 4;
  private static final byte DASH = 8;
  private static final byte BASE64 = 16;
  private static final byte STARTS_TOKEN = 32;
  private static final byte ENDS_SCHEME = 64;

  private static final int LEAST_ENCODED_LINE = 60;

  private static final byte[] CLASSES = new byte[128];
  private static final TokenShape[][] SHAPES_BY_FIRST = new TokenShape[128][];

  static {
    Arrays.fill(SHAPES_BY_FIRST, new TokenShape[0]);
    for (TokenShape shape : TokenShape.ALL) {
      TokenShape[] before = SHAPES_BY_FIRST[shape.firstChar()];
      TokenShape[] after = Arrays.copyOf(before, before.length + 1);
      after[before.length] = shape;
      SHAPES_BY_FIRST[shape.firstChar()] = after;
    }
    for (char c = 0; c < 128; c++) {
      add(c, WORD, Chars.isWord(c));
      add(c, SEPARATOR, c == '=' || c == ':');
      add(c, BLANK, Chars.isBlank(c));
      add(c, DASH, c == '-');
      add(c, BASE64, Chars.isBase64(c));
      add(c, STARTS_TOKEN, SHAPES_BY_FIRST[c].length > 0);
      add(c, ENDS_SCHEME, Authorization.endsScheme(c));
    }
  }

  private static void add(char c, byte kind, boolean applies) {
    if (applies) {
      CLASSES[c] |= kind;
    }
  }

  /** A part of a text that must not be shown. */
  record Finding(int start, int end, Rule rule) {}

  private final NamedSecrets named;

  SecretScanner(SecretNames names) {
    this.named = new NamedSecrets(names);
  }

  /** The first secret that begins at or behind {@code from}, or null. */
  @Nullable Finding next(char[] chars, int from, int to) {
    Finding finding = token(chars, from, to);
    int runStart = from;
    int lineStart = from;
    for (int i = from; i < to && finding == null; i++) {
      int kind = kind(chars[i]);
      if ((kind & WORD) != 0) {
        continue;
      }
      finding = look(kind, chars, from, i, to);
      if (finding == null && (kind & BASE64) == 0) {
        // Encoded content in lines of the usual width is one run.
        if (chars[i] != '\n' || i - lineStart < LEAST_ENCODED_LINE) {
          finding = payload(chars, runStart, i);
          runStart = i + 1;
        }
        lineStart = i + 1;
      }
      if (finding == null) {
        finding = token(chars, i + 1, to);
      }
    }
    return finding == null ? payload(chars, runStart, to) : finding;
  }

  private static int kind(char c) {
    return c < 128 ? CLASSES[c] : 0;
  }

  private @Nullable Finding look(int kind, char[] chars, int from, int i, int to) {
    if ((kind & BLANK) != 0) {
      boolean behindScheme = i > from && (kind(chars[i - 1]) & ENDS_SCHEME) != 0;
      return behindScheme ? Authorization.find(chars, from, i, to) : null;
    }
    if ((kind & SEPARATOR) != 0) {
      return separator(chars, from, i, to);
    }
    return (kind & DASH) != 0 ? PrivateKey.find(chars, i, to) : null;
  }

  private static @Nullable Finding token(char[] chars, int start, int to) {
    if (start >= to || (kind(chars[start]) & STARTS_TOKEN) == 0) {
      return null;
    }
    for (TokenShape shape : SHAPES_BY_FIRST[chars[start]]) {
      int end = shape.end(chars, start, to);
      if (end > 0) {
        return new Finding(start, end, shape.rule());
      }
    }
    return null;
  }

  private static @Nullable Finding payload(char[] chars, int start, int end) {
    return end - start >= LEAST_PAYLOAD && isEncodedContent(chars, start, end)
        ? new Finding(start, end, Rule.PAYLOAD)
        : null;
  }

  private @Nullable Finding separator(char[] chars, int from, int i, int to) {
    if (chars[i] == ':' && i + 2 < to && chars[i + 1] == '/' && chars[i + 2] == '/') {
      return Urls.find(chars, from, i, to);
    }
    return named.find(chars, from, i, to);
  }

  // A run of one kind of letters is somebody's filler or a long word. Content mixes all kinds, or
  // is hexadecimal.
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
