package io.streamobs.audit;

/**
 * The end of an audit at some moment. Whoever kept one can tell later whether everything before it
 * is still there as it was.
 *
 * @param n the number of the last entry; 0 where there is none
 * @param hash of the last entry, 64 hexadecimal digits
 * @param open how many deletions are begun and not ended
 */
public record AuditHead(long n, String hash, int open) {

  /** That of an audit without an entry. */
  static final AuditHead NONE = new AuditHead(0, "0".repeat(64), 0);
}
