package io.streamobs.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is being written: only ever appended to, and compared with what the disk says, so
 * that somebody who renames, deletes or shortens it does not take lines along unnoticed.
 *
 * <p>Threads: one at a time.
 */
final class OpenLogFile {

  /** What has become of the file, seen from outside. */
  enum State {
    /** The path names it, and it is as long as it should be. */
    SAME("nothing"),
    /** The path names nothing, or something else. */
    GONE("renamed or deleted"),
    SHORTER("shortened"),
    LONGER("somebody wrote to it");

    private final String what;

    State(String what) {
      this.what = what;
    }

    /** What happened, for a reader. */
    String what() {
      return what;
    }
  }

  private static final byte[] NEWLINE = {'\n'};

  private final Disk disk;
  private final Path path;
  private final LogFileName name;
  private final @Nullable Object key;
  private FileChannel channel;
  private long size;
  private long lineEnd;
  // Size and end of line up to which it was seen to stand.
  private long sureSize;
  private long sureLineEnd;
  private long found;

  private OpenLogFile(
      Disk disk, Path path, LogFileName name, FileChannel channel, @Nullable Object key) {
    this.disk = disk;
    this.path = path;
    this.name = name;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Makes it.
   *
   * @return null where somebody took it away at once
   * @throws java.nio.file.FileAlreadyExistsException when anything has that name
   */
  static @Nullable OpenLogFile create(Disk disk, Path path, LogFileName name) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS);
    try {
      return new OpenLogFile(disk, path, name, channel, disk.look(path).fileKey());
    } catch (NoSuchFileException e) {
      channel.close();
      return null;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  LogFileName name() {
    return name;
  }

  long size() {
    return size;
  }

  /** How long the file was when it was last looked at. */
  long found() {
    return found;
  }

  /** Whether the last write ended inside a line. */
  boolean isInsideLine() {
    return size != lineEnd;
  }

  /** Whether the last write was never seen to stand. */
  boolean isUnsure() {
    return size != sureSize;
  }

  /** What was written so far was seen to stand. */
  void sure() {
    sureSize = size;
    sureLineEnd = lineEnd;
  }

  /** Takes back what was never seen to stand: whoever wrote it writes all of it again. */
  void takeBack() throws IOException {
    channel.truncate(sureSize);
    size = sureSize;
    lineEnd = sureLineEnd;
  }

  FileChannel channel() {
    return channel;
  }

  /** Writes what the disk takes at once. */
  void write(ByteBuffer lines) throws IOException {
    int start = lines.position();
    int written = disk.write(channel, lines);
    size += written;
    for (int i = start + written - 1; i >= start; i--) {
      if (lines.get(i) == '\n') {
        lineEnd = size - (start + written - 1 - i);
        break;
      }
    }
  }

  /** Looks what has become of it: one call of the system. */
  State look() throws IOException {
    try {
      BasicFileAttributes is = disk.look(path);
      found = is.size();
      if (!is.isRegularFile() || !Objects.equals(key, is.fileKey())) {
        return State.GONE;
      }
      return found == size ? State.SAME : found < size ? State.SHORTER : State.LONGER;
    } catch (NoSuchFileException e) {
      found = 0;
      return State.GONE;
    } catch (AccessDeniedException e) { // an open file takes lines, whoever may look at its name
      return State.SAME;
    }
  }

  /** Takes the length that {@link #look} found for its own, and goes on at the start of a line. */
  void adopt() throws IOException {
    boolean torn = found > 0 && !LastLines.endsWithNewline(path, found);
    long added = torn ? channel.write(ByteBuffer.wrap(NEWLINE)) : 0;
    size = found + added;
    lineEnd = size;
    sure();
  }

  /** Takes back the part of a line at its end. */
  void retract() throws IOException {
    channel.truncate(lineEnd);
    size = lineEnd;
    sure();
  }

  /** Opens it again: a descriptor that failed may be stale. */
  void reopen() throws IOException {
    FileChannel fresh =
        FileChannel.open(
            path, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    channel.close();
    channel = fresh;
  }
}
