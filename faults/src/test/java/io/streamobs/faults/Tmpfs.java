package io.streamobs.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file system of a few kilobytes. */
final class Tmpfs implements AutoCloseable {

  private final Path folder;

  private Tmpfs(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where mounting is not allowed. */
  static Tmpfs mount(Path folder, String options) throws Exception {
    Files.createDirectories(folder);
    Shell.need("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    return new Tmpfs(folder);
  }

  Path folder() {
    return folder;
  }

  void remount(String options) throws Exception {
    Shell.need("mount", "-o", "remount," + options, folder.toString());
  }

  /** Takes so much space away. */
  Path fill(int kilobytes) throws IOException {
    Path ballast = folder.resolve("ballast");
    byte[] content = new byte[kilobytes << 10];
    Arrays.fill(content, (byte) 'x');
    try {
      Files.write(ballast, content);
    } catch (IOException full) { // as far as there was space
      return ballast;
    }
    return ballast;
  }

  @Override
  public void close() throws Exception {
    Shell.run("umount", "-l", folder.toString());
  }
}
