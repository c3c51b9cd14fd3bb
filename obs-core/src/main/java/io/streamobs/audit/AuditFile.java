package io.streamobs.audit;

import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file of an audit as lines. A line that a crash cut has no end, and counts as not there.
 *
 * <p>Threads: one that writes, with the audit's lock; any that read.
 */
final class AuditFile {

  /** More than any line that was written by this library. */
  static final int MOST_LINE_BYTES = 1 << 16;

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
  record End(@Nullable String lastLine, long size, int torn, String tornSha256) {}

  End end() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      int count = (int) Math.min(size, 2L * MOST_LINE_BYTES);
      ByteBuffer tail = ByteBuffer.allocate(count);
      while (tail.hasRemaining() && channel.read(tail, size - tail.remaining()) > 0) {}
      return end(tail.array(), size);
    } catch (NoSuchFileException e) {
      return new End(null, 0, 0, "");
    }
  }

  private static End end(byte[] tail, long size) {
    int end = lastLineEnd(tail, tail.length);
    byte[] torn = copy(tail, end + 1, tail.length);
    if (end < 0 && size == tail.length) { // a first line that never was whole, or none
      return new End(null, 0, torn.length, AuditLine.sha256(torn));
    }
    int before = lastLineEnd(tail, Math.max(0, end));
    boolean isWhole = before >= 0 || size == tail.length;
    String line = isWhole ? decoded(copy(tail, before + 1, end)) : "";
    return new End(line, size - torn.length, torn.length, AuditLine.sha256(torn));
  }

  private static int lastLineEnd(byte[] bytes, int before) {
    int at = before - 1;
    while (at >= 0 && bytes[at] != '\n') {
      at--;
    }
    return at;
  }

  private static byte[] copy(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
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
      if (end.torn() > 0) {
        output.truncate(end.size());
      }
      try {
        output.write(bytes);
        output.force();
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
    Path folder = HomeFolders.make(disk, home, file.resolveSibling("."));
    try {
      Disk.Output made = disk.create(file);
      disk.forceFolder(folder);
      return made;
    } catch (FileAlreadyExistsException somebodyElseMadeIt) {
      return disk.append(file);
    }
  }

  /** Hears of a line; an empty text is one that was never written like that. */
  interface Listener {
    void line(String text);
  }

  /**
   * Reads all whole lines.
   *
   * @return how many bytes stand behind the last one
   */
  long read(Listener listener) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    long length = 0;
    try (InputStream in =
        new BufferedInputStream(
            Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS),
            MOST_LINE_BYTES)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
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
