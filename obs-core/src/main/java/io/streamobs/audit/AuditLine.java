package io.streamobs.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of an audit: {@code {"hash":"…","hmac":"…","n":7,"prev":"…","open":0,"entry":{…}}}. The
 * hash is that of the same object without hash and hmac, {@code {"n":7,…}}; the hmac, where there
 * is one, is of the same bytes.
 *
 * @param prev the hash of the line before
 * @param open how many deletions are begun and not ended
 * @param entry a JSON object
 */
record AuditLine(String hash, @Nullable String hmac, long n, String prev, int open, String entry) {

  private static final String HEX = "\"([0-9a-f]{64})\"";
  // As it is written, and in no other way: what is read is hashed as it would be written.
  private static final String NUMBER = "(0|[1-9]\\d{0,8})";
  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"hash\":"
              + HEX
              + ",(?:\"hmac\":"
              + HEX
              + ",)?\"n\":"
              + NUMBER
              + ",\"prev\":"
              + HEX
              + ",\"open\":"
              + NUMBER
              + ",\"entry\":(\\{.*\\})\\}",
          Pattern.DOTALL);

  /** The one that follows a head. */
  static AuditLine after(AuditHead head, int opens, String entry, @Nullable AuditKey key) {
    long n = head.n() + 1;
    int open = Math.max(0, head.open() + opens);
    byte[] content = content(n, head.hash(), open, entry);
    String hmac = key == null ? null : key.sign(content);
    return new AuditLine(sha256(content), hmac, n, head.hash(), open, entry);
  }

  /** What {@link #text} wrote; null where it is not of that form. */
  static @Nullable AuditLine parse(String text) {
    Matcher m = FORM.matcher(text);
    return m.matches()
        ? new AuditLine(
            m.group(1),
            m.group(2),
            Long.parseLong(m.group(3)),
            m.group(4),
            Integer.parseInt(m.group(5)),
            m.group(6))
        : null;
  }

  String text() {
    String signed = hmac == null ? "" : "\"hmac\":\"" + hmac + "\",";
    return "{\"hash\":\"" + hash + "\"," + signed + tail(n, prev, open, entry);
  }

  AuditHead head() {
    return new AuditHead(n, hash, open);
  }

  /** Whether the hash is that of the rest. */
  boolean isSound() {
    return sha256(content(n, prev, open, entry)).equals(hash);
  }

  boolean isSignedBy(AuditKey key) {
    return hmac != null
        && MessageDigest.isEqual(
            hmac.getBytes(StandardCharsets.US_ASCII),
            key.sign(content(n, prev, open, entry)).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] content(long n, String prev, int open, String entry) {
    return ("{" + tail(n, prev, open, entry)).getBytes(StandardCharsets.UTF_8);
  }

  private static String tail(long n, String prev, int open, String entry) {
    return "\"n\":"
        + n
        + ",\"prev\":\""
        + prev
        + "\",\"open\":"
        + open
        + ",\"entry\":"
        + entry
        + "}";
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
