package io.streamobs.internal.redact;

import java.util.List;

/**
 * A token that its own form gives away: a fixed prefix, then enough characters of one class.
 *
 * @param prefix how it begins
 * @param least how many characters of a token follow at least
 * @param dotted whether dots belong to it
 * @param mixed whether it must have a capital and a digit, because words may begin like it
 */
record TokenShape(String prefix, int least, boolean dotted, boolean mixed, Rule rule) {

  // Prefixes as published by the services that issue the tokens.
  static final List<TokenShape> ALL =
      List.of(
          jwt("eyJ"),
          plain("AKIA", 16),
          plain("ASIA", 16),
          plain("ghp_", 30),
          plain("gho_", 30),
          plain("ghu_", 30),
          plain("ghs_", 30),
          plain("ghr_", 30),
          plain("github_pat_", 22),
          plain("glpat-", 20),
          plain("xoxb-", 10),
          plain("xoxp-", 10),
          plain("xoxa-", 10),
          plain("xoxr-", 10),
          plain("xoxs-", 10),
          plain("xapp-", 10),
          plain("AIza", 35),
          plain("sk_live_", 16),
          plain("sk_test_", 16),
          plain("rk_live_", 16),
          mixed("sk-", 20),
          mixed("hf_", 30),
          plain("npm_", 36),
          mixed("live_", 30),
          dotted("ya29.", 20),
          dotted("SG.", 40));

  private static TokenShape plain(String prefix, int least) {
    return new TokenShape(
        prefix, least, /* dotted= */ false, /* mixed= */ false, Rule.SERVICE_TOKEN);
  }

  private static TokenShape mixed(String prefix, int least) {
    return new TokenShape(
        prefix, least, /* dotted= */ false, /* mixed= */ true, Rule.SERVICE_TOKEN);
  }

  private static TokenShape dotted(String prefix, int least) {
    return new TokenShape(
        prefix, least, /* dotted= */ true, /* mixed= */ false, Rule.SERVICE_TOKEN);
  }

  private static TokenShape jwt(String prefix) {
    return new TokenShape(prefix, 20, /* dotted= */ true, /* mixed= */ false, Rule.JWT);
  }

  char firstChar() {
    return prefix.charAt(0);
  }

  /** Where a token that begins at {@code start} ends, or -1 where there is none. */
  int end(char[] chars, int start, int to) {
    if (!Chars.startsWith(chars, start, to, prefix)) {
      return -1;
    }
    int body = start + prefix.length();
    int dots = 0;
    int end = body;
    while (end < to && (Chars.isToken(chars[end]) || (dotted && isInnerDot(chars, end, to)))) {
      if (chars[end] == '.') {
        dots++;
      }
      end++;
    }
    boolean enough = end - body >= least && (rule != Rule.JWT || dots > 0);
    return enough && (!mixed || isMixed(chars, body, end)) ? end : -1;
  }

  private static boolean isMixed(char[] chars, int from, int to) {
    boolean capital = false;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      capital |= chars[i] >= 'A' && chars[i] <= 'Z';
      digit |= chars[i] >= '0' && chars[i] <= '9';
    }
    return capital && digit;
  }

  private static boolean isInnerDot(char[] chars, int i, int to) {
    return chars[i] == '.' && i + 1 < to && Chars.isToken(chars[i + 1]);
  }
}
