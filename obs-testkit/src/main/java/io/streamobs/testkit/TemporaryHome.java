package io.streamobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder for the time of a test. */
final class TemporaryHome {

  private TemporaryHome() {}

  static Path create() {
    try {
      return Files.createTempDirectory("obs-home-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder could be made for the home of a test", e);
    }
  }

  /** Deletes the folder with its content; follows no links. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException("the home of a test could not be deleted: " + folder, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    // What went by itself meanwhile need not be deleted.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException thrown) throws IOException {
      if (thrown instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw thrown;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException thrown)
        throws IOException {
      if (thrown != null) {
        throw thrown;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
