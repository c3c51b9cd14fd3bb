package io.streamobs.internal.redact;

import java.util.Map;
import java.util.TreeMap;

/**
 * Tells in one pass without a branch that a text can have no secret, as most have none, and that
 * JSON can have it as it is. What does not pass is for the {@link SecretScanner} to look at.
 *
 * <p>A secret shows at the separator behind a name, at the blank behind an authorization scheme, at
 * two dashes of a key's armour, or at the first letters of a word. These are patterns of at most
 * five classes of characters, and all are matched at once: each position of each is a bit, which is
 * set while the text matches up to there (the Shift-And automaton of Baeza-Yates and Gonnet).
 */
final class Sieve {

  /** A text that may have a secret. */
  static final int SUSPECT = 1;

  /** A text that has more than printable ASCII, or a quote or a backslash. */
  static final int NEEDS_ESCAPE = 2;

  // Letters of a token's beginning that are looked at.
  private static final int MOST_LETTERS = 4;
  // All that is not ASCII is alike.
  private static final int OTHERS = 128;

  /** A class of characters. */
  private interface CharClass {
    boolean has(char c);
  }

  // By character the positions that it matches.
  private final long[] matches = new long[OTHERS + 1];
  private int positions;
  private long firsts;
  private long lasts;
  private long escapes;
  // A text begins as if it stood behind a blank.
  private long behindBlank;

  Sieve() {
    lasts |= pattern(c -> c == '=' || c == ':');
    lasts |= pattern(Authorization::endsScheme, Chars::isBlank);
    lasts |= pattern(c -> c == '-', c -> c == '-');
    beginnings().values().forEach(this::tokens);
    escapes = pattern(c -> c < ' ' || c > '~' || c == '"' || c == '\\');
  }

  // Those with the same first letter share a pattern, which may match more than each would.
  private static Map<Character, String[]> beginnings() {
    Map<Character, String[]> letters = new TreeMap<>();
    for (TokenShape shape : TokenShape.ALL) {
      String prefix = shape.prefix();
      String[] classes =
          letters.computeIfAbsent(shape.firstChar(), first -> new String[] {"", "", "", ""});
      for (int i = 0; i < MOST_LETTERS; i++) {
        // A shorter prefix may go on with anything.
        classes[i] += i < prefix.length() ? String.valueOf(prefix.charAt(i)) : "*";
      }
    }
    return letters;
  }

  private void tokens(String[] letters) {
    CharClass[] classes = new CharClass[MOST_LETTERS + 1];
    classes[0] = c -> !Chars.isWord(c);
    for (int i = 0; i < MOST_LETTERS; i++) {
      String those = letters[i];
      classes[i + 1] = c -> those.indexOf('*') >= 0 || those.indexOf(c) >= 0;
    }
    behindBlank |= 1L << positions;
    lasts |= pattern(classes);
  }

  // Gives back its last position.
  private long pattern(CharClass... classes) {
    firsts |= 1L << positions;
    for (CharClass one : classes) {
      for (char c = 0; c <= OTHERS; c++) {
        if (one.has(c)) {
          matches[c] |= 1L << positions;
        }
      }
      positions++;
    }
    if (positions > Long.SIZE) {
      throw new IllegalStateException("more positions than bits: " + positions);
    }
    return 1L << (positions - 1);
  }

  /** Passes over a part of a text; gives back what is to be said of it, or 0. */
  int pass(char[] chars, int from, int to) {
    long first = firsts;
    long[] table = matches;
    long state = behindBlank;
    long seen = 0;
    for (int i = from; i < to; i++) {
      state = (state << 1 | first) & table[Math.min(chars[i], OTHERS)];
      seen |= state;
    }
    return ((seen & lasts) != 0 ? SUSPECT : 0) | ((seen & escapes) != 0 ? NEEDS_ESCAPE : 0);
  }
}
