package io.streamobs.spi.home;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The one way in which a whole file comes to its name: written beside it, brought to the disk, then
 * renamed. Whoever looks finds the file from before or all of the new one, also after a power cut;
 * what such a cut leaves behind has a name by which it is known, see {@link
 * StagingPaths#isStaging}.
 *
 * <p>Threads: any. Of two that write the same file, one wins.
 */
public final class AtomicFile {

  private static final int BUFFER_BYTES = 1 << 16;

  /** What a file is to have. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes the file, which outlives a power cut when this returns.
   *
   * @param target in a folder that is there
   * @throws IOException when that cannot be done; {@code target} is as it was before
   */
  public static void write(Disk disk, Path target, Content content) throws IOException {
    Path staging = StagingPaths.beside(target);
    try {
      try (Disk.Output output = disk.create(staging)) {
        OutputStream out = new BufferedOutputStream(stream(output), BUFFER_BYTES);
        content.writeTo(out);
        out.flush();
        output.force();
      }
      disk.rename(staging, target);
    } catch (IOException | RuntimeException e) {
      deleteQuietly(disk, staging, e);
      throw e;
    }
    Path folder = target.getParent();
    if (folder != null) {
      disk.forceFolder(folder);
    }
  }

  private static void deleteQuietly(Disk disk, Path staging, Exception cause) {
    try {
      disk.delete(staging);
    } catch (IOException | RuntimeException e) { // its name says that it is nobody's
      cause.addSuppressed(e);
    }
  }

  private static OutputStream stream(Disk.Output output) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        output.write(ByteBuffer.wrap(new byte[] {(byte) one}));
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        output.write(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }
}
