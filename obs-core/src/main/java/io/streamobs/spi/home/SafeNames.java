package io.streamobs.spi.home;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns any id into a file name that is safe on every supported system, and different ids into
 * different names: letters (lower case), digits, dash, underscore and inner dots stand for
 * themselves, every other byte of the UTF-8 form is percent-encoded, and what would be too long
 * ends in a hash of the whole. Upper case is encoded too, because some file systems do not tell
 * case; only the ids that this library makes are left as they are.
 */
public final class SafeNames {

  private static final int MOST_BYTES = 120;
  // Run and instance: when it began, its process, something random.
  private static final Pattern MADE = Pattern.compile("\\d{8}T\\d{6}Z(?:-\\d{1,19})?-[0-9a-f]{8}");
  private static final Pattern LIKE_MADE =
      Pattern.compile(MADE.pattern(), Pattern.CASE_INSENSITIVE);
  private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul", "clock$");

  private SafeNames() {}

  public static String of(String id) {
    return MADE.matcher(id).matches() ? id : encoded(id);
  }

  private static String encoded(String id) {
    byte[] bytes = wellFormed(id).getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xFF);
      boolean inner = i > 0 && i < bytes.length - 1;
      if (isPlain(c) || (c == '.' && inner)) {
        name.append(c);
      } else {
        name.append(encoded(c));
      }
    }
    if (isReserved(name.toString()) || LIKE_MADE.matcher(name).matches()) {
      name.replace(0, 1, encoded(name.charAt(0)));
    }
    if (name.length() > MOST_BYTES) {
      return name.substring(0, MOST_BYTES - 33) + "~" + hash(bytes);
    }
    return name.isEmpty() ? "%" : name.toString();
  }

  // Two different lone surrogates must not become one question mark.
  private static String wellFormed(String id) {
    StringBuilder text = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < id.length()
              && Character.isLowSurrogate(id.charAt(i + 1));
      if (pair) {
        text.append(c).append(id.charAt(++i));
      } else if (Character.isSurrogate(c) || c == 0x1A) {
        text.append((char) 0x1A).append(Integer.toHexString(c)); // an escape sign of our own
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private static String encoded(char c) {
    return "%" + HexFormat.of().withUpperCase().toHexDigits((byte) c);
  }

  private static boolean isReserved(String name) {
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    boolean numbered =
        stem.length() == 4
            && (stem.startsWith("com") || stem.startsWith("lpt"))
            && Character.isDigit(stem.charAt(3));
    return numbered || RESERVED.contains(stem);
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
