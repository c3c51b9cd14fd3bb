package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The list of a bundle's files with their SHA-256, as {@code sha256sum -c} reads it: made when
 * nobody writes to the bundle any more.
 */
public final class Checksums {

  /** The list's name in the bundle's folder. */
  public static final String FILE = "checksums.sha256";

  private static final int PIECE = 1 << 16;

  private Checksums() {}

  /**
   * Writes the list of all files that are there now.
   *
   * @param known by the file, below the bundle's folder: what need not be read again
   */
  public static void write(Disk disk, RunFolder bundle, Map<String, String> known)
      throws IOException {
    List<Path> files = files(bundle.path());
    for (Path file : files) {
      force(disk, file);
    }
    AtomicFile.write(
        disk,
        bundle.path().resolve(FILE),
        out -> {
          for (Path file : files) {
            line(out, bundle, file, known);
          }
        });
  }

  // The list outlives a cut of the power, and so must what it says of files that grew: all others
  // were brought to the disk when they got their names, or contents, before their process ended.
  private static void force(Disk disk, Path file) throws IOException {
    String name = Objects.toString(file.getFileName());
    if (name.endsWith(".log") || name.endsWith(".jsonl")) {
      try (Disk.Output output = disk.append(file)) {
        output.force();
      } catch (AccessDeniedException e) { // another user's, who shares the home
        return;
      }
    }
  }

  private static void line(OutputStream out, RunFolder bundle, Path file, Map<String, String> known)
      throws IOException {
    String name = bundle.relative(file);
    String before = known.get(name);
    String line = (before == null ? sha256(file) : before) + "  " + name + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  /** All files below the folder that belong to the bundle, by name; links are none. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> !path.equals(folder.resolve(FILE)))
          .filter(path -> !StagingPaths.isStaging(Objects.toString(path.getFileName())))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * What was read of something.
   *
   * @param sha256 as 64 hexadecimal digits
   * @param size in bytes
   */
  public record Sum(String sha256, long size) {}

  /** The file's SHA-256 as 64 hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return sum(in).sha256();
    }
  }

  /** Reads all that there is. */
  public static Sum sum(InputStream in) throws IOException {
    MessageDigest digest = digest();
    byte[] piece = new byte[PIECE];
    long size = 0;
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      digest.update(piece, 0, count);
      size += count;
    }
    return new Sum(HexFormat.of().formatHex(digest.digest()), size);
  }

  /** For what is read or written in pieces. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
