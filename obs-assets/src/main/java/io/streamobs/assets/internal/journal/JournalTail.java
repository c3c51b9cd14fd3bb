package io.streamobs.assets.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads a journal on from where it last was: a live one as well as one that is complete. A line
 * that is not as it was written is counted and left out; what has no newline yet is left for the
 * next time.
 *
 * <p>Threads: one at a time.
 */
public final class JournalTail {

  /** Hears the lines. */
  @FunctionalInterface
  public interface Visitor {
    void line(JournalLine line);
  }

  private static final int PIECE = 1 << 16;
  private static final int MOST_LINE = 1 << 22;

  private final Path file;
  private byte[] bytes = new byte[PIECE];
  private int filled;
  private long position;
  private long lines;
  private long damaged;

  public JournalTail(Path file) {
    this.file = file;
  }

  /** Reads all whole lines that came since the last time. */
  public void read(Visitor visitor) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      take(visitor); // what an earlier visitor's failure left
      while (fill(channel)) {
        take(visitor);
      }
    }
    if (bytes.length > PIECE && filled <= PIECE) {
      bytes = Arrays.copyOf(bytes, PIECE);
    }
  }

  private boolean fill(FileChannel channel) throws IOException {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, filled * 2);
    }
    int read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled), position);
    if (read <= 0) {
      return false;
    }
    filled += read;
    position += read;
    return true;
  }

  // A line counts as read when the visitor gets it, whatever becomes of it there.
  private void take(Visitor visitor) {
    int start = 0;
    try {
      for (int at = 0; at < filled; at++) {
        if (bytes[at] == '\n') {
          int from = start;
          start = at + 1;
          one(visitor, from, at - from);
        }
      }
      if (start == 0 && filled >= MOST_LINE) { // no journal has such a line
        damaged++;
        start = filled;
      }
    } finally {
      System.arraycopy(bytes, start, bytes, 0, filled - start);
      filled -= start;
    }
  }

  private void one(Visitor visitor, int start, int length) {
    lines++;
    JournalLine line = JournalLine.parse(bytes, start, length);
    if (line == null) {
      damaged++;
    } else {
      visitor.line(line);
    }
  }

  /** Its name in its folder. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** How many lines there were, damaged ones too. */
  public long lines() {
    return lines;
  }

  /** How many of them were not as they were written. */
  public long damaged() {
    return damaged;
  }
}
