package io.streamobs.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads a file line by line as bytes, with no more of it in memory than the present line. */
final class LineReader implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int filled;
  private int start;
  private int end;
  private int number;

  private LineReader(InputStream in) {
    this.in = in;
  }

  /** Unpacks where the name ends in {@code .gz}. */
  static LineReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return new LineReader(in);
    }
    try {
      return new LineReader(new GZIPInputStream(in, BUFFER));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Goes to the next line; false where there is none. A failed read leaves what came before it. */
  boolean next() throws IOException {
    start = number == 0 ? 0 : Math.min(end + 1, filled);
    int at = start;
    while (true) {
      for (; at < filled; at++) {
        if (buffer[at] == '\n') {
          return line(at);
        }
      }
      at -= makeRoom();
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        return start < filled && line(filled);
      }
      filled += read;
    }
  }

  private boolean line(int newEnd) {
    end = newEnd;
    number++;
    return true;
  }

  private int makeRoom() {
    int moved = start;
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    start = 0;
    end = -1; // nobody looks at it before the next line is found
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    return moved;
  }

  /** The number of the line, from 1. */
  int number() {
    return number;
  }

  /** Whether a newline ends the line. */
  boolean isEnded() {
    return end < filled;
  }

  /** The line, without its newline. */
  RecordView record(String source) {
    return RecordView.of(source, number, buffer, start, end);
  }

  /** What was read of a line before a read failed. */
  RecordView rest(String source) {
    return RecordView.of(source, number + 1, buffer, start, filled);
  }

  byte[] bytes() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  /** Whether the line is longer and begins so. */
  boolean beginsWith(byte[] prefix) {
    return end - start > prefix.length
        && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
