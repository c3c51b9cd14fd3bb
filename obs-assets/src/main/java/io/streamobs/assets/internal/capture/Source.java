package io.streamobs.assets.internal.capture;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a content comes from. Threads: one. */
sealed interface Source {

  /** All of it, for what is small. */
  byte[] bytes() throws IOException;

  /** Puts it where {@code staged} names nothing yet. */
  void stage(Path staged) throws IOException;

  /** Something in memory. */
  final class Memory implements Source {

    private final Disk disk;
    private final byte[] content;

    Memory(Disk disk, byte[] content) {
      this.disk = disk;
      this.content = content;
    }

    @Override
    public byte[] bytes() {
      return content;
    }

    @Override
    public void stage(Path staged) throws IOException {
      try (Disk.Output out = disk.create(staged)) {
        out.write(ByteBuffer.wrap(content));
      }
    }
  }

  /**
   * A file, held by a name of ours: from here on its owner may delete it.
   *
   * @param held a second name of it, or a copy
   */
  record Held(Disk disk, Path held) implements Source {

    private static final int PIECE = 1 << 16;

    /**
     * @param most how much is copied where the file system gives no second name
     * @throws IOException also where the file has more
     */
    static Held of(Disk disk, Path file, long most, Path held) throws IOException {
      try {
        disk.link(file, held);
      } catch (IOException otherFileSystem) {
        copy(disk, file, most, held);
      }
      return new Held(disk, held);
    }

    private static void copy(Disk disk, Path file, long most, Path held) throws IOException {
      byte[] piece = new byte[PIECE];
      long copied = 0;
      try (InputStream in = Files.newInputStream(file);
          Disk.Output out = disk.create(held)) {
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
          copied += count;
          if (copied > most) {
            throw new IOException(file + " grew while it was copied");
          }
          out.write(ByteBuffer.wrap(piece, 0, count));
        }
      }
    }

    @Override
    public byte[] bytes() throws IOException {
      return Files.readAllBytes(held);
    }

    @Override
    public void stage(Path staged) throws IOException {
      disk.rename(held, staged);
    }
  }
}
