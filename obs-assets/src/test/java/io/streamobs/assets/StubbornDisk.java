package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk on which one folder of a stream's bundles cannot be deleted, as one that is another
 * user's.
 */
final class StubbornDisk extends ForwardingDisk {

  private final String stream;
  private volatile boolean healed;

  StubbornDisk(String stream) {
    super(Disk.LOCAL);
    this.stream = stream;
  }

  void heal() {
    healed = true;
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    if (!healed && Files.exists(manifest) && Files.readString(manifest).contains(stream)) {
      super.deleteAll(folder.resolve("logs"));
      throw new IOException(folder.resolve("stages") + ": Permission denied");
    }
    return super.deleteAll(folder);
  }
}
