package io.streamobs.spi.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time do something, in this process and all others. The file stays, empty; whoever
 * may make files in its folder may take part.
 *
 * <p>Threads: any; those of one process wait for each other.
 */
public final class LockFile {

  // To read as well: who only writes to a pipe waits for a reader.
  static final Set<OpenOption> LOCKABLE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** What one at a time does. */
  @FunctionalInterface
  public interface Work {
    /**
     * @param trouble why nobody can be kept out, so that others may be at it as well; null where
     *     they are
     */
    void run(@Nullable IOException trouble) throws IOException;
  }

  /** How a channel is locked. */
  @FunctionalInterface
  public interface Locking {
    @Nullable FileLock lock(FileChannel channel) throws IOException;
  }

  /** What came of the attempt: a lock, somebody else's, or trouble. */
  private record Attempt(
      @Nullable FileChannel channel, boolean taken, @Nullable IOException trouble) {}

  private LockFile() {}

  /**
   * Does the work, unless another process is at it. Where the file cannot be locked at all (a
   * network without locks, another user's file, no inode left) the work is told so.
   *
   * @param file in a folder that is there
   * @return whether it did
   */
  public static boolean run(Path file, Work work) throws IOException {
    return run(file, FileChannel::tryLock, work);
  }

  /** The same with another way to lock, for tests. */
  public static boolean run(Path file, Locking locking, Work work) throws IOException {
    // Two channels on the file in one process would end each other's lock. An interned text is the
    // one monitor that all class loaders share.
    Path real = file.resolveSibling(".").toRealPath().resolve(String.valueOf(file.getFileName()));
    synchronized (("io.streamobs.lock " + real).intern()) {
      Attempt attempt = attempt(file, locking);
      try (FileChannel held = attempt.channel()) { // closing it lets the lock go
        if (!attempt.taken()) {
          work.run(attempt.trouble());
        }
      }
      return !attempt.taken();
    }
  }

  private static Attempt attempt(Path file, Locking locking) throws IOException {
    FileChannel channel = null;
    try {
      channel = open(file);
      return new Attempt(channel, locking.lock(channel) == null, null);
    } catch (OverlappingFileLockException e) { // somebody else's code in this process
      return new Attempt(channel, true, null);
    } catch (IOException e) {
      return new Attempt(channel, false, e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, LOCKABLE);
    } catch (NoSuchFileException first) {
      return made(file);
    }
  }

  private static FileChannel made(Path file) throws IOException {
    Set<OpenOption> anew = new HashSet<>(LOCKABLE);
    anew.add(StandardOpenOption.CREATE_NEW);
    try {
      FileChannel made = FileChannel.open(file, anew);
      share(file);
      return made;
    } catch (FileAlreadyExistsException meanwhile) {
      return FileChannel.open(file, LOCKABLE);
    }
  }

  // Whoever may make files in the folder may lock it, whatever the umask of the first was.
  private static void share(Path file) {
    try {
      Set<PosixFilePermission> folder = Files.getPosixFilePermissions(file.resolveSibling("."));
      Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      if (folder.contains(PosixFilePermission.GROUP_WRITE)) {
        mode.add(PosixFilePermission.GROUP_READ);
        mode.add(PosixFilePermission.GROUP_WRITE);
      }
      if (folder.contains(PosixFilePermission.OTHERS_WRITE)) {
        mode.add(PosixFilePermission.OTHERS_READ);
        mode.add(PosixFilePermission.OTHERS_WRITE);
      }
      Files.setPosixFilePermissions(file, mode);
    } catch (IOException | UnsupportedOperationException e) { // no such permissions here
      return;
    }
  }
}
