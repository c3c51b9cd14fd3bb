package io.streamobs.assets.internal.logs;

import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.GrowingFile;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One log of a run, in parts: when they take more than they may together, the oldest goes.
 *
 * <p>Threads: the sink's.
 */
final class RunLog {

  private static final int PARTS = 4;

  private final Disk disk;
  private final long partBytes;
  private final GrowingFile file;
  private final Deque<Path> parts = new ArrayDeque<>();
  private final Bytes waiting = new Bytes();
  private long seq;
  private long seqWaiting;

  /**
   * @param mostBytes that this instance's part of the log may take
   */
  RunLog(Disk disk, Path home, RunFolder run, long mostBytes, IntFunction<Path> names) {
    this.disk = disk;
    this.partBytes = mostBytes / PARTS;
    this.file = new GrowingFile(disk, home, run, names);
  }

  /** Adds a line, with its newline, unless it was written before. */
  void add(long recordSeq, byte[] line, int offset, int length) {
    if (recordSeq > seqWaiting) {
      seqWaiting = recordSeq;
      waiting.write(line, offset, length);
    }
  }

  /**
   * Writes what was added. Where that fails all of it is forgotten, and is to be added again.
   *
   * @return the part that was deleted to make room; null where none was
   */
  @Nullable Path commit() throws IOException {
    try {
      if (waiting.size() > 0) {
        write();
      }
      return parts.size() > PARTS ? deleteOldest() : null;
    } finally {
      waiting.clear();
      seqWaiting = seq;
    }
  }

  private void write() throws IOException {
    if (file.size() > 0 && file.size() + waiting.size() > partBytes) {
      file.next();
    }
    file.append(waiting.view());
    seq = seqWaiting;
    Path path = Objects.requireNonNull(file.path());
    if (!path.equals(parts.peekLast())) {
      parts.addLast(path);
    }
  }

  private Path deleteOldest() throws IOException {
    Path oldest = parts.getFirst();
    disk.delete(oldest);
    parts.removeFirst();
    return oldest;
  }

  /** Whether it keeps a descriptor. */
  boolean isOpen() {
    return file.isOpen();
  }

  /** Lets the file go; the next commit opens it again. */
  void close() throws IOException {
    file.close();
  }
}
