package io.streamobs.spi.home;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where folders of a home go before they are deleted, in one step: {@code trash/} in the home.
 * Where that is a link, or on another device, they stay where they are, under a name that nobody
 * looks at.
 *
 * <p>Threads: one; but several may delete, each something else.
 */
public final class Trash {

  private static final String PREFIX = ".trash-";

  private final Disk disk;
  private final Path home;
  private final Path folder;
  private final Set<Path> unforced = ConcurrentHashMap.newKeySet();

  public Trash(Disk disk, Path home) {
    this.disk = disk;
    this.home = home;
    this.folder = home.resolve("trash");
  }

  /** Whether a folder of this name is on its way out. */
  public static boolean isTrash(String fileName) {
    return fileName.startsWith(PREFIX);
  }

  /**
   * Takes a folder out of sight. One that is not there was taken already; where one was taken by
   * that id, whatever has its name now is another one, and stays.
   *
   * @param id fit for a file's name, and nobody else's
   */
  public void put(Path thing, String id) throws IOException {
    if (has(thing, id)) { // by whoever did not come to bring that to the disk, perhaps
      unforced.add(Objects.requireNonNull(thing.getParent()));
      if (isFolder(folder)) {
        unforced.add(folder);
      }
      return;
    }
    if (!Files.exists(thing, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path to = place(thing, id);
    unforced.add(Objects.requireNonNull(thing.getParent())); // before it: who fails tries again
    try {
      disk.rename(thing, to);
    } catch (AtomicMoveNotSupportedException anotherDevice) {
      disk.rename(thing, beside(thing, id));
      return;
    }
    unforced.add(Objects.requireNonNull(to.getParent()));
  }

  /** Whether something was taken by that id and is not deleted yet. */
  public boolean has(Path thing, String id) {
    return Files.exists(beside(thing, id), LinkOption.NOFOLLOW_LINKS)
        || (isFolder(folder) && Files.exists(folder.resolve(id), LinkOption.NOFOLLOW_LINKS));
  }

  private Path place(Path thing, String id) {
    try {
      return HomeFolders.make(disk, home, folder).resolve(id);
    } catch (IOException e) { // a link, say; or no room for a folder
      return beside(thing, id);
    }
  }

  private static Path beside(Path thing, String id) {
    return thing.resolveSibling(PREFIX + id);
  }

  /** Makes what was taken, or deleted, since the last call outlive a cut of the power. */
  public void force() throws IOException {
    for (Iterator<Path> each = unforced.iterator(); each.hasNext(); ) {
      force(each.next());
      each.remove();
    }
  }

  private void force(Path parent) throws IOException {
    try {
      disk.forceFolder(parent);
    } catch (NoSuchFileException goneMeanwhile) { // and the name in it, with it
      return;
    }
  }

  /** Deletes what lies in {@code trash/} under that id. */
  public Disk.Deleted deleteStray(String id) throws IOException {
    return deleted(folder.resolve(id));
  }

  /**
   * Deletes what was taken.
   *
   * @param thing where it was
   * @throws IOException when something of it is left; it may be called again
   */
  public Disk.Deleted delete(Path thing, String id) throws IOException {
    Disk.Deleted all = new Disk.Deleted(0, 0);
    if (isInHome(thing)) {
      all = all.plus(deleted(beside(thing, id)));
    }
    return isFolder(folder) ? all.plus(deleted(folder.resolve(id))) : all;
  }

  private Disk.Deleted deleted(Path taken) throws IOException {
    if (!Files.exists(taken, LinkOption.NOFOLLOW_LINKS)) {
      return new Disk.Deleted(0, 0);
    }
    unforced.add(Objects.requireNonNull(taken.getParent()));
    return disk.deleteAll(taken);
  }

  /** The ids of what lies in {@code trash/}. */
  public List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    if (!isFolder(folder)) {
      return ids;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(each -> ids.add(Objects.toString(each.getFileName())));
    } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
      return ids;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return ids;
  }

  // Through no link that somebody put there since.
  private boolean isInHome(Path thing) {
    Path at = home;
    for (Path name : home.relativize(Objects.requireNonNull(thing.getParent()))) {
      at = at.resolve(name);
      if (!isFolder(at)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
