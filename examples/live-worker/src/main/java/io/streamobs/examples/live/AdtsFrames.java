package io.streamobs.examples.live;

import java.io.IOException;
import java.util.Arrays;

/** Cuts a stream of AAC frames with ADTS headers (ISO/IEC 13818-7, 6.2). */
final class AdtsFrames {
  private static final int HEADER_BYTES = 7;

  private AdtsFrames() {}

  /** The bytes of {@code count} frames, after the first {@code skipped} ones. */
  static byte[] cut(byte[] adts, long skipped, long count) throws IOException {
    int from = after(adts, 0, skipped);
    return Arrays.copyOfRange(adts, from, after(adts, from, count));
  }

  private static int after(byte[] adts, int offset, long frames) throws IOException {
    int at = offset;
    for (long i = 0; i < frames; i++) {
      at += frameBytes(adts, at);
    }
    return at;
  }

  private static int frameBytes(byte[] adts, int at) throws IOException {
    if (at + HEADER_BYTES > adts.length) {
      throw new IOException("The encoder made fewer AAC frames than there is sound");
    }
    if ((adts[at] & 0xff) != 0xff || (adts[at + 1] & 0xf0) != 0xf0) {
      throw new IOException("No AAC frame where one should start, at byte " + at);
    }
    int bytes =
        (adts[at + 3] & 0x03) << 11 | (adts[at + 4] & 0xff) << 3 | (adts[at + 5] & 0xe0) >> 5;
    if (bytes < HEADER_BYTES || at + bytes > adts.length) {
      throw new IOException("An AAC frame is cut off at byte " + at);
    }
    return bytes;
  }
}
