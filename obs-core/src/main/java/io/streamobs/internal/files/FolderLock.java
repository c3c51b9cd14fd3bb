package io.streamobs.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one keeper at a time tidy a folder, in this process and all others. */
final class FolderLock {

  static final String FILE = ".obs-files.lock";

  interface Work {
    void run() throws IOException;
  }

  private FolderLock() {}

  /**
   * Does the work, unless another process is at it.
   *
   * @return whether it did
   */
  static boolean run(Path folder, Work work) throws IOException {
    // Two channels on the lock's file in one process would end each other's lock. An interned text
    // is the one monitor that all class loaders share.
    String monitor = ("io.streamobs.files " + folder.toRealPath()).intern();
    synchronized (monitor) {
      try (FileChannel channel = open(folder.resolve(FILE));
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          return false;
        }
        work.run();
        return true;
      } catch (OverlappingFileLockException e) { // somebody else's code in this process
        return false;
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }
}
