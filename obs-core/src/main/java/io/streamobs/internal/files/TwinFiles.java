package io.streamobs.internal.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A log file and what has the name of its compressed form, as they were at a moment: equal to what
 * is found later where nobody has written to either.
 */
record TwinFiles(Path plain, Path compressed, State ofPlain, State ofCompressed) {

  private static final int BLOCK = 1 << 16;

  private record State(long bytes, FileTime modified, @Nullable Object key, boolean regular) {

    static @Nullable State of(Path path) throws IOException {
      try {
        BasicFileAttributes is =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new State(is.size(), is.lastModifiedTime(), is.fileKey(), is.isRegularFile());
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }

  /** Both, or null where one of them is not there. */
  static @Nullable TwinFiles of(LogFolder folder, LogFileName file) throws IOException {
    Path plain = folder.resolve(file);
    Path compressed = folder.resolve(file.withCompressed(true));
    State ofCompressed = State.of(compressed);
    State ofPlain = ofCompressed == null ? null : State.of(plain);
    return ofCompressed == null || ofPlain == null
        ? null
        : new TwinFiles(plain, compressed, ofPlain, ofCompressed);
  }

  /**
   * Whether one is the other compressed, read to the last byte; false where told to stop.
   *
   * @param stop asked now and then
   */
  boolean haveTheSameContent(BooleanSupplier stop) throws IOException {
    if (!ofPlain.regular() || !ofCompressed.regular()) {
      return false;
    }
    try (InputStream raw = open(plain);
        InputStream packed = open(compressed);
        InputStream unpacked = new GZIPInputStream(packed, BLOCK)) {
      return areEqual(raw, unpacked, stop);
    } catch (EOFException | ZipException e) { // half of one, or nothing of the kind
      return false;
    }
  }

  // The end is read as well: only there the compressed form is checked against its own sum.
  private static boolean areEqual(InputStream a, InputStream b, BooleanSupplier stop)
      throws IOException {
    byte[] one = new byte[BLOCK];
    byte[] two = new byte[BLOCK];
    while (!stop.getAsBoolean()) {
      int n = a.readNBytes(one, 0, BLOCK);
      int m = b.readNBytes(two, 0, BLOCK);
      if (!Arrays.equals(one, 0, n, two, 0, m)) {
        return false;
      }
      if (n < BLOCK) {
        return b.read() < 0;
      }
    }
    return false;
  }

  void forceCompressed() throws IOException {
    try (FileChannel channel =
        FileChannel.open(compressed, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.force(true);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
