package io.streamobs.assets;

import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.manifest.Rebuild;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Manifests, indexes and checksums of a bundle, made again out of its journals: after somebody
 * changed or lost them.
 *
 * @param journals how many journals there are
 * @param lines how many lines those have
 * @param damaged how many of them are not as they were written, and are left out
 */
public record BundleRebuild(int journals, long lines, long damaged) {

  /**
   * Makes them again. What was there is deleted first; where it fails it can be done again.
   *
   * @param home the home that the bundle is in
   * @param folder the bundle's
   * @throws IOException when there is no journal, an instance works on the run, or a file cannot be
   *     read or written; the message says what to do
   */
  public static BundleRebuild of(Path home, Path folder) throws IOException {
    Rebuild rebuild =
        new Rebuild(Disk.LOCAL, home.toAbsolutePath(), new RunFolder(folder.toAbsolutePath()));
    rebuild.run();
    return new BundleRebuild(rebuild.journals(), rebuild.lines(), rebuild.damaged());
  }
}
