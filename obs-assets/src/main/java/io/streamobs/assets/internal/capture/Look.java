package io.streamobs.assets.internal.capture;

import io.streamobs.assets.internal.bundle.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a content looks like, from one pass over it.
 *
 * @param isText whether people could read it: it has none of the bytes that texts do not have, or
 *     it is UTF-16
 */
record Look(String sha256, long size, boolean isText) {

  private static final int PIECE = 1 << 16;
  private static final boolean[] IN_NO_TEXT = new boolean[256];

  static {
    for (int b = 0; b < ' '; b++) {
      IN_NO_TEXT[b] = true;
    }
    for (int b : new int[] {'\t', '\n', '\r', '\f', 0x1B}) { // the last begins colours
      IN_NO_TEXT[b] = false;
    }
  }

  static Look at(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return at(in);
    }
  }

  static Look at(byte[] content) {
    MessageDigest digest = Checksums.digest();
    digest.update(content);
    boolean text = isUtf16(content, content.length) || isText(content, content.length);
    return look(digest, content.length, text);
  }

  private static Look at(InputStream in) throws IOException {
    MessageDigest digest = Checksums.digest();
    byte[] piece = new byte[PIECE];
    long size = 0;
    boolean text = true;
    boolean utf16 = false;
    for (int count = in.readNBytes(piece, 0, PIECE);
        count > 0;
        count = in.readNBytes(piece, 0, PIECE)) {
      digest.update(piece, 0, count);
      utf16 |= size == 0 && isUtf16(piece, count);
      text = text && !utf16 && isText(piece, count);
      size += count;
    }
    return look(digest, size, text || utf16);
  }

  private static Look look(MessageDigest digest, long size, boolean text) {
    return new Look(HexFormat.of().formatHex(digest.digest()), size, size > 0 && text);
  }

  private static boolean isUtf16(byte[] content, int length) {
    return Utf16.charset(content, length) != null;
  }

  private static boolean isText(byte[] piece, int count) {
    for (int i = 0; i < count; i++) {
      if (isInNoText(piece[i])) {
        return false;
      }
    }
    return true;
  }

  static boolean isInNoText(byte b) {
    return IN_NO_TEXT[b & 0xFF];
  }
}
