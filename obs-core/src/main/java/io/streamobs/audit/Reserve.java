package io.streamobs.audit;

import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file that only takes room, for what must be written on a full disk before anything on it can be
 * deleted.
 */
final class Reserve {

  private static final int BYTES = 1 << 20;
  private static final int PIECE = 1 << 12;

  private final Disk disk;
  private final Path file;

  Reserve(Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  /** Takes the room where it is not taken and the disk has some. */
  void take() {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    byte[] piece = new byte[PIECE]; // no zeros, for which a file system may need no room
    Arrays.fill(piece, (byte) ' ');
    try {
      AtomicFile.write(
          disk,
          file,
          out -> {
            for (int n = 0; n < BYTES / PIECE; n++) {
              out.write(piece);
            }
          });
    } catch (IOException noRoomNow) { // the next one tries again
      return;
    }
  }

  /** Gives the room to whatever is written next; says whether there was any. */
  boolean give() {
    try {
      boolean was = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      disk.delete(file);
      return was;
    } catch (IOException e) {
      return false;
    }
  }
}
