package io.streamobs.spi.home;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What writers of a home ask of the file system: the one place where it can be made to fail, and
 * its power be cut. No call follows a symbolic link at the end of its path.
 *
 * <p>Threads: any; a {@link Output} one at a time.
 */
public interface Disk {

  /** That of this machine. */
  Disk LOCAL = new LocalDisk();

  /**
   * Makes a file that is not there yet.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it is
   */
  Output create(Path file) throws IOException;

  /** Opens a file that is there, to write on at its end. */
  Output append(Path file) throws IOException;

  /** Gives a file another name in one step; what had the name before is gone. */
  void rename(Path from, Path to) throws IOException;

  /**
   * Gives a file one more name, which nothing has yet.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something has it
   * @throws IOException also where the file system knows no second names
   */
  void link(Path file, Path name) throws IOException;

  /** Deletes a file where there is one. */
  void delete(Path file) throws IOException;

  /**
   * Deletes a folder with all that is in it, as far as that can be had. Follows no link on the way,
   * also where somebody puts one there meanwhile and the system can tell. Where there is no folder
   * it is done already; a file or a link of that name is deleted.
   *
   * @return what there was, without folders and links
   * @throws IOException when something is left: what came first. All else is gone
   */
  Deleted deleteAll(Path folder) throws IOException;

  /** Makes one folder, in one that is there. */
  void makeFolder(Path folder) throws IOException;

  /**
   * Makes what happened to the names in a folder outlive a power cut, where the system can: not
   * every one lets a folder be opened.
   */
  void forceFolder(Path folder) throws IOException;

  /**
   * Files that were deleted.
   *
   * @param bytes that they had, also where another name of the file is left
   */
  record Deleted(long files, long bytes) {

    public Deleted plus(Deleted other) {
      return new Deleted(files + other.files, bytes + other.bytes);
    }
  }

  /** A file that is written at its end. */
  interface Output extends Closeable {

    /** Writes all of it. Where it fails, some of it may be there. */
    void write(ByteBuffer bytes) throws IOException;

    /** Cuts the file. */
    void truncate(long size) throws IOException;

    /** Makes what was written outlive a power cut. May be called from another thread. */
    void force() throws IOException;
  }
}
