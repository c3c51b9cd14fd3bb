package io.streamobs.audit;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * A file that only takes room, for what must be written on a full disk before anything on it can be
 * deleted.
 */
final class Reserve {

  private static final int BYTES = 1 << 20;
  private static final int PIECE = 1 << 14;

  private final Disk disk;
  private final Path file;

  Reserve(Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  /** Takes the room where it is not taken and the disk has some. */
  void take() {
    try {
      if (!isTaken()) {
        disk.delete(file); // half of one, where a crash came between
        fill();
      }
    } catch (IOException noRoomNow) { // the next one tries again
      give();
    }
  }

  private boolean isTaken() throws IOException {
    try {
      BasicFileAttributes is =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return is.isRegularFile() && is.size() >= BYTES;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void fill() throws IOException {
    byte[] piece = new byte[PIECE]; // no zeros, for which a file system may need no room
    Arrays.fill(piece, (byte) ' ');
    try (Disk.Output output = disk.create(file)) {
      for (int n = 0; n < BYTES / PIECE; n++) {
        output.write(ByteBuffer.wrap(piece));
      }
      output.force();
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
