package io.streamobs.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/** The ends of log files, read backwards, however long the files are. */
final class LastLines {

  private static final int BLOCK = 1 << 16;

  private LastLines() {}

  static boolean endsWithNewline(Path file, long size) throws IOException {
    try (FileChannel channel = open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }
  }

  /** Cuts off what stands behind the last newline; says how many bytes that were. */
  static long cutTornLine(Path file) throws IOException {
    FileTime modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      long end = afterNewline(channel, size);
      if (end < size) {
        channel.truncate(end);
        channel.force(true);
        Files.setLastModifiedTime(file, modified); // its age is that of its lines
      }
      return size - end;
    }
  }

  /** The first {@code most} bytes of the last whole line; empty where there is none. */
  static String startOfLastLine(Path file, int most) throws IOException {
    try (FileChannel channel = open(file)) {
      long end = afterNewline(channel, channel.size());
      if (end == 0) {
        return "";
      }
      long start = afterNewline(channel, end - 1);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, end - start));
      read(channel, bytes, start);
      return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }
  }

  /** The position behind the last newline that is before {@code end}; 0 where there is none. */
  private static long afterNewline(FileChannel channel, long end) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long to = end; to > 0; to -= BLOCK) {
      long from = Math.max(0, to - BLOCK);
      block.clear().limit((int) (to - from));
      read(channel, block, from);
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
  }

  private static void read(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        return;
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
