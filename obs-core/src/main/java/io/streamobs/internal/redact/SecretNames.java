package io.streamobs.internal.redact;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Decides by a name whether its value is a secret. A name is split into words at {@code _ - .},
 * blanks and camel case; whole words count, so that {@code tokens_used} or {@code sessionId} pass.
 */
public final class SecretNames {

  private static final int MOST_CHARS = 96;
  private static final String PASSWORD = "passw";

  // Any of these words makes the name a secret's.
  private static final Set<String> ALWAYS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "passcode",
          "secret",
          "secrets",
          "credential",
          "credentials",
          "authorization",
          "cookie",
          "cookies",
          "jwt",
          "bearer");

  // These only as the last word.
  private static final Set<String> LAST = Set.of("token", "signature", "sig", "pass", "apikey");

  // The word before a last word "key" that makes it a secret.
  private static final Set<String> BEFORE_KEY =
      Set.of(
          "api",
          "access",
          "private",
          "stream",
          "secret",
          "signing",
          "encryption",
          "auth",
          "client",
          "master",
          "ingest",
          "license",
          "shared",
          "account");

  // A last word that says no more than that there is a value.
  private static final Set<String> NO_MORE =
      Set.of("value", "pem", "string", "text", "data", "raw");

  // Written as one word.
  private static final Set<String> JOINED =
      Set.of(
          "apikey",
          "accesskey",
          "privatekey",
          "streamkey",
          "secretkey",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "idtoken",
          "sessiontoken",
          "clientsecret",
          "setcookie",
          "userpassword",
          "dbpassword");

  private final Set<String> own;

  /**
   * @param own more words that mean a secret, wherever they stand in a name; any case
   */
  public SecretNames(Set<String> own) {
    Set<String> lower = new HashSet<>();
    own.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
    this.own = Set.copyOf(lower);
  }

  /** Whether the value under this name must not be shown. */
  public boolean matches(String name) {
    return matches(name.toCharArray(), 0, name.length());
  }

  boolean matches(char[] chars, int from, int to) {
    if (to - from < 3) {
      return false;
    }
    // Of a very long name the end decides.
    int begin = Math.max(from, to - MOST_CHARS);
    if (hasPassword(chars, begin, to)) {
      return true;
    }
    String before = "";
    String last = "";
    int start = begin;
    for (int i = begin; i <= to; i++) {
      if (i == to || isBoundary(chars, start, i)) {
        if (i > start) {
          String word = new String(chars, start, i - start).toLowerCase(Locale.ROOT);
          if (ALWAYS.contains(word) || own.contains(word)) {
            return true;
          }
          if (!NO_MORE.contains(word)) {
            before = last;
            last = word;
          }
        }
        start = i < to && isSeparator(chars[i]) ? i + 1 : i;
      }
    }
    return isSecretEnding(before, last);
  }

  // PGPASSWORD, password1, dbpasswords: in whatever it is part of.
  private static boolean hasPassword(char[] chars, int from, int to) {
    for (int end = from + PASSWORD.length(); end <= to; end++) {
      if (Chars.isTailIgnoreCase(chars, from, end, PASSWORD)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSecretEnding(String before, String last) {
    return LAST.contains(last)
        || JOINED.contains(last)
        || (last.equals("key") && BEFORE_KEY.contains(before));
  }

  private static boolean isBoundary(char[] chars, int start, int i) {
    return isSeparator(chars[i])
        || (i > start && Character.isUpperCase(chars[i]) && Character.isLowerCase(chars[i - 1]));
  }

  private static boolean isSeparator(char c) {
    return c == '_' || c == '-' || c == '.' || c == ' ';
  }
}
