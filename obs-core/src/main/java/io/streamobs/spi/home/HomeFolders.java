package io.streamobs.spi.home;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders in a home, none of which is a link to somewhere else. */
public final class HomeFolders {

  private HomeFolders() {}

  /**
   * Makes the folder with those around it, as far as they are missing.
   *
   * @param home there; may be a link itself, its owner chose it
   * @param folder below it
   * @return {@code folder}
   * @throws FileSystemException when a link or a file has one of the names
   */
  public static Path make(Disk disk, Path home, Path folder) throws IOException {
    return make(disk, home, folder, /* force= */ true);
  }

  /** The same, for what need not outlive a power cut. */
  public static Path makeUnforced(Disk disk, Path home, Path folder) throws IOException {
    return make(disk, home, folder, /* force= */ false);
  }

  private static Path make(Disk disk, Path home, Path folder, boolean force) throws IOException {
    Path at = home;
    for (Path name : home.relativize(folder)) {
      Path inside = at.resolve(name);
      if (!isThere(inside)) {
        makeOne(disk, inside);
        if (force) {
          disk.forceFolder(at);
        }
      }
      at = inside;
    }
    return folder;
  }

  private static void makeOne(Disk disk, Path folder) throws IOException {
    try {
      disk.makeFolder(folder);
    } catch (FileAlreadyExistsException somebodyElseWas) {
      if (!isThere(folder)) {
        throw somebodyElseWas;
      }
    }
  }

  private static boolean isThere(Path folder) throws IOException {
    try {
      BasicFileAttributes is =
          Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!is.isDirectory()) {
        String what = is.isSymbolicLink() ? "a link" : "not a folder";
        throw new FileSystemException(folder.toString(), null, "is " + what + "; move it away");
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
