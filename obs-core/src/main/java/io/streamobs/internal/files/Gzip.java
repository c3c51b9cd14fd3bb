package io.streamobs.internal.files;

import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * Replaces a closed log file by its compressed form. At any moment one of the two is there and
 * whole: the compressed one gets its name when it is on the disk, the other goes after that.
 */
final class Gzip {

  private static final int BLOCK = 1 << 16;

  private Gzip() {}

  /**
   * @param stop asked now and then; where it says so, nothing has changed
   * @return whether it did
   */
  static boolean replace(LogFolder folder, LogFileName name, BooleanSupplier stop)
      throws IOException {
    Path file = folder.resolve(name);
    Path compressed = folder.resolve(name.withCompressed(true));
    BasicFileAttributes before = attributes(file);
    Path staging = StagingPaths.beside(compressed);
    try {
      long read = copy(file, staging, stop);
      Files.setLastModifiedTime(staging, before.lastModifiedTime());
      BasicFileAttributes after = attributes(file);
      boolean untouched =
          read == after.size() && before.lastModifiedTime().equals(after.lastModifiedTime());
      if (stop.getAsBoolean() || !untouched) {
        return false;
      }
      Files.move(staging, compressed, StandardCopyOption.ATOMIC_MOVE);
      folder.force(); // or a power cut could undo that, and not what follows
      Files.delete(file);
      return true;
    } finally {
      Files.deleteIfExists(staging);
    }
  }

  private static long copy(Path file, Path target, BooleanSupplier stop) throws IOException {
    long read = 0;
    try (InputStream in =
            Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        FileChannel channel =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), BLOCK)) {
      byte[] block = new byte[BLOCK];
      for (int n = in.read(block); n >= 0 && !stop.getAsBoolean(); n = in.read(block)) {
        out.write(block, 0, n);
        read += n;
      }
      ((GZIPOutputStream) out).finish();
      channel.force(true);
    }
    return read;
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
