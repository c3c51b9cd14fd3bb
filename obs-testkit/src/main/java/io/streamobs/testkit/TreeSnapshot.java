package io.streamobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that lies in a folder and below, as it is now; follows no links. Two are equal where nothing
 * changed meanwhile.
 *
 * @param entries what each file, folder and link is, by its path
 * @param bytes the content of all files
 */
record TreeSnapshot(Map<String, String> entries, long bytes) {

  /** That of a folder; nothing where it is not there. */
  static TreeSnapshot of(Path folder) {
    Reading reading = new Reading(folder);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.walkFileTree(folder, reading);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new TreeSnapshot(reading.entries, reading.bytes);
  }

  private static final class Reading extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<String, String> entries = new TreeMap<>();
    private long bytes;

    Reading(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
      entries.put(root.relativize(folder) + "/", "folder");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
      entries.put(root.relativize(file).toString(), text(file, is));
      bytes += is.isRegularFile() ? is.size() : 0;
      return FileVisitResult.CONTINUE;
    }

    private static String text(Path file, BasicFileAttributes is) throws IOException {
      if (is.isSymbolicLink()) {
        return "link to " + Files.readSymbolicLink(file);
      }
      return is.isRegularFile()
          ? is.size() + " bytes of " + is.lastModifiedTime() + ", " + BundleAudit.sha256(file)
          : "something else";
    }

    // A live process may be at it.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException thrown) throws IOException {
      if (thrown instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw thrown;
    }
  }
}
