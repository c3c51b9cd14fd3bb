package io.streamobs.assets.internal.capture;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Knows texts in UTF-16, by their mark, or by the zeros that every other byte of them is. */
final class Utf16 {

  private static final int LOOKED_AT = 4_096;
  private static final int LEAST = 8;

  private Utf16() {}

  /** In which order its bytes are; null where it is no such text. */
  static @Nullable Charset charset(byte[] content, int length) {
    if (length > 1 && isMark(content[0], content[1])) {
      return StandardCharsets.UTF_16;
    }
    if (length < LEAST) {
      return null;
    }
    int end = Math.min(length, LOOKED_AT) & ~1;
    if (isText(content, end, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    return isText(content, end, 0) ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean isMark(byte first, byte second) {
    return (first == (byte) 0xFE && second == (byte) 0xFF)
        || (first == (byte) 0xFF && second == (byte) 0xFE);
  }

  // Most of what is not ASCII in a text is among ASCII; samples of silence have other bytes too.
  private static boolean isText(byte[] content, int end, int zeros) {
    int ascii = 0;
    for (int i = 0; i < end; i += 2) {
      byte high = content[i + zeros];
      byte low = content[i + 1 - zeros];
      if (high == 0 && Look.isInNoText(low)) {
        return false;
      }
      ascii += high == 0 ? 1 : 0;
    }
    return ascii * 2 >= end / 2;
  }
}
