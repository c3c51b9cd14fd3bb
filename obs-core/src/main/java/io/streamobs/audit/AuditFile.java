package io.streamobs.audit;

import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of an audit as lines. A line that a crash cut has no end, or zeros in it; it counts as
 * not there, and so does what is behind it.
 *
 * <p>Threads: one that writes, with the audit's lock; any that read.
 */
final class AuditFile {

  /** More than any line that was written by this library. */
  static final int MOST_LINE_BYTES = 1 << 16;

  // More than is appended at once.
  private static final int MOST_UNFORCED_BYTES = 1 << 19;

  private final Disk disk;
  private final Path home;
  private final Path file;

  AuditFile(Disk disk, Path home, Path file) {
    this.disk = disk;
    this.home = home;
    this.file = file;
  }

  /**
   * The end of the file.
   *
   * @param lastLine null where there is none; empty where it is longer than any that was written
   * @param size up to the end of that line
   * @param torn how many bytes stand behind it
   * @param tornSha256 of these
   */
  record End(@Nullable String lastLine, long size, long torn, String tornSha256) {}

  End end() throws IOException {
    try (FileChannel channel = openToRead()) {
      long size = channel.size();
      long whole = lineStart(channel, beforeHole(channel, size));
      String last = whole == 0 ? null : lineBefore(channel, whole - 1);
      return new End(last, whole, size - whole, sha256(channel, whole, size));
    } catch (NoSuchFileException e) {
      return new End(null, 0, 0, "");
    }
  }

  // A pipe would keep whoever opens it until somebody writes to it.
  private FileChannel openToRead() throws IOException {
    BasicFileAttributes is =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!is.isRegularFile()) {
      throw new RefusedException(file, "it is a folder, a link or a device; look what made it");
    }
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  // A cut of the power can leave zeros between what it brought to the disk; no line has one.
  private static long beforeHole(FileChannel channel, long size) throws IOException {
    long from = Math.max(0, size - MOST_UNFORCED_BYTES);
    byte[] tail = bytes(channel, from, size);
    for (int i = 0; i < tail.length; i++) {
      if (tail[i] == 0) {
        return from + i;
      }
    }
    return size;
  }

  // However much a crash left behind the last line.
  private static long lineStart(FileChannel channel, long size) throws IOException {
    for (long end = size; end > 0; end = Math.max(0, end - MOST_LINE_BYTES)) {
      long from = Math.max(0, end - MOST_LINE_BYTES);
      int at = lastLineEnd(bytes(channel, from, end));
      if (at >= 0) {
        return from + at + 1;
      }
    }
    return 0;
  }

  private static String lineBefore(FileChannel channel, long end) throws IOException {
    byte[] tail = bytes(channel, Math.max(0, end - MOST_LINE_BYTES - 1), end);
    int from = lastLineEnd(tail) + 1;
    return tail.length - from > MOST_LINE_BYTES
        ? ""
        : decoded(Arrays.copyOfRange(tail, from, tail.length));
  }

  private static int lastLineEnd(byte[] bytes) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private static String sha256(FileChannel channel, long from, long to) throws IOException {
    MessageDigest digest = AuditLine.sha256();
    for (long at = from; at < to; at += MOST_LINE_BYTES) {
      digest.update(bytes(channel, at, Math.min(to, at + MOST_LINE_BYTES)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the audit became shorter while it was read");
      }
    }
    return bytes.array();
  }

  // Two that differ are never read alike.
  private static String decoded(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  /**
   * Writes behind the last whole line, and brings it to the disk: all of it, or the file is as it
   * was as far as that can be had.
   */
  void append(End end, String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    try (Disk.Output output = open()) {
      try {
        output.truncate(end.size()); // to where a crash, or an attempt before this one, cut it
        output.write(bytes);
        output.force();
        if (end.size() == 0) { // whoever made it may not have come to that
          disk.forceFolder(folder());
        }
      } catch (IOException e) {
        takeBack(output, end, e);
        throw e;
      }
    }
  }

  private static void takeBack(Disk.Output output, End end, IOException cause) {
    try {
      output.truncate(end.size());
    } catch (IOException e) { // the next one finds a torn line
      cause.addSuppressed(e);
    }
  }

  private Disk.Output open() throws IOException {
    try {
      return disk.append(file);
    } catch (NoSuchFileException e) {
      return make();
    }
  }

  private Disk.Output make() throws IOException {
    HomeFolders.make(disk, home, folder());
    try {
      return disk.create(file);
    } catch (FileAlreadyExistsException somebodyElseMadeIt) {
      return disk.append(file);
    }
  }

  private Path folder() {
    return Objects.requireNonNull(file.getParent());
  }

  /** Hears of a line; an empty text is one that was never written like that. */
  interface Listener {
    void line(String text);
  }

  /** How long it is now; 0 where it is not there. */
  long size() throws IOException {
    try (FileChannel channel = openToRead()) {
      return channel.size();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Reads all whole lines.
   *
   * @param most how many bytes are looked at
   * @return how many stand behind the last one
   */
  long read(long most, Listener listener) throws IOException {
    long at = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    long length = 0;
    try (InputStream in =
        new BufferedInputStream(Channels.newInputStream(openToRead()), MOST_LINE_BYTES)) {
      for (int b = in.read(); b >= 0 && at < most; b = in.read()) {
        at++;
        if (b == '\n') {
          listener.line(length > MOST_LINE_BYTES ? "" : decoded(line.toByteArray()));
          line.reset();
          length = 0;
        } else if (++length <= MOST_LINE_BYTES) {
          line.write(b);
        }
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    return length;
  }
}
