package io.streamobs.assets.internal.manifest;

import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Files in a bundle that a crash left before they had a name. */
final class UnfinishedFiles {

  private UnfinishedFiles() {}

  /** Deletes them, so that no later crash brings them back. */
  static void delete(Disk disk, Path bundle) throws IOException {
    for (Path file : in(bundle)) {
      disk.delete(file);
      disk.forceFolder(Objects.requireNonNull(file.getParent()));
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
