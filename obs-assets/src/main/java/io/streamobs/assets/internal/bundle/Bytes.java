package io.streamobs.assets.internal.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bytes that are collected to be written at once. */
public final class Bytes extends ByteArrayOutputStream {

  private static final int USUAL = 1 << 10;
  private static final int LARGE = 1 << 16;

  public Bytes() {
    super(USUAL);
  }

  /** The place behind the newline that ends the line; there is one. */
  public static int endOfLine(byte[] lines, int from) {
    int at = from;
    while (lines[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  /** All of them, valid until the next change. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(buf, 0, count);
  }

  /** Empties it, and lets go of what only a rare heap of lines needed. */
  public void clear() {
    if (buf.length > LARGE) {
      buf = new byte[USUAL];
    }
    count = 0;
  }
}
