package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files in a bundle that a crash left before they had a name. */
final class UnfinishedFiles {

  private UnfinishedFiles() {}

  /**
   * Deletes them, so that no later crash brings them back. Contents on their way stay where their
   * instance is alive; whoever else is at work has such a name for moments only, and writes it
   * again where it is gone.
   */
  static void delete(Disk disk, Path home, Path bundle) throws IOException {
    for (Path file : in(bundle)) {
      String owner = RunFolder.ownerOfStaged(Objects.toString(file.getFileName()));
      if (owner.isEmpty() || !LiveMark.isAlive(home, owner)) {
        disk.delete(file);
        disk.forceFolder(Objects.requireNonNull(file.getParent()));
      }
    }
  }

  /** Whether the file got its name before that: a second name has the time of the first one. */
  static boolean isBefore(Path file, Instant began) throws IOException {
    try {
      FileTime changed =
          file.getFileSystem().supportedFileAttributeViews().contains("unix")
              ? (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
              : Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
      return changed.toInstant().isBefore(began);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static List<Path> in(Path bundle) throws IOException {
    try (Stream<Path> all = Files.walk(bundle)) {
      return all.filter(path -> StagingPaths.isStaging(Objects.toString(path.getFileName())))
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
