package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;

/** A disk that ends where another one begins. */
final class OtherDevice extends ForwardingDisk {

  private final Path other;

  OtherDevice(Path other) {
    super(Disk.LOCAL);
    this.other = other;
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (to.startsWith(other)) {
      throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "another device");
    }
    super.rename(from, to);
  }
}
