package io.streamobs.spi.home;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that an instance is at work in a home: a file under {@code locks/} with its id, locked for
 * as long as its process lives. Others tell by it whether what the instance has left open may still
 * be finished.
 *
 * <p>The number of the process and its start, which stand in the name, speak for it as well: a file
 * system may have no locks, and a lock is lost with any other channel that the process closes on
 * the file. Another container sees the lock only.
 *
 * <p>Threads: any.
 */
public final class LiveMark implements Closeable {

  private static final String SUFFIX = ".alive";
  private static final int MOST = 1_000;
  private static final int MOST_ID_BYTES = 4_096;

  /**
   * The mark of an instance that is gone, and did not take it along.
   *
   * @param mark to be deleted when all that it left open is finished
   */
  public record Gone(String instanceId, Path mark) {}

  private final Disk disk;
  private final Path path;
  private final FileChannel channel;

  private LiveMark(Disk disk, Path path, FileChannel channel) {
    this.disk = disk;
    this.path = path;
    this.channel = channel;
  }

  /** Marks the instance, which is one of this process, until {@link #close}. */
  public static LiveMark make(Disk disk, Path home, String instanceId) throws IOException {
    Path folder = HomeFolders.make(disk, home, home.resolve("locks"));
    // Of two with the same id in one process; an interned text is a monitor of all class loaders.
    synchronized (("io.streamobs.alive " + folder.toRealPath()).intern()) {
      for (int n = 1; n < MOST; n++) {
        Path path = folder.resolve(prefix(instanceId) + n + "." + Owner.THIS + SUFFIX);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          return new LiveMark(disk, path, locked(disk, path, instanceId));
        }
      }
    }
    throw new IOException("too many marks of this process in " + folder);
  }

  // Locked and on the disk before it has its name: nobody ever finds one that is not.
  private static FileChannel locked(Disk disk, Path path, String instanceId) throws IOException {
    Path staging = StagingPaths.beside(path);
    try {
      try (Disk.Output output = disk.create(staging)) {
        output.write(ByteBuffer.wrap(instanceId.getBytes(StandardCharsets.UTF_8)));
        output.force();
      }
      return named(disk, staging, path);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(staging);
      throw e;
    }
  }

  // What an instance brings to the disk is found by its mark, which has to be there before it.
  private static FileChannel named(Disk disk, Path staging, Path path) throws IOException {
    FileChannel fresh = FileChannel.open(staging, StandardOpenOption.WRITE);
    try {
      lockIfPossible(fresh);
      disk.rename(staging, path);
      disk.forceFolder(Objects.requireNonNull(path.getParent()));
      return fresh;
    } catch (IOException | RuntimeException e) {
      fresh.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void lockIfPossible(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) { // a file system without locks
      return;
    }
  }

  /**
   * Whether the instance is at work in the home.
   *
   * @throws IOException when that cannot be seen
   */
  public static boolean isAlive(Path home, String instanceId) throws IOException {
    String prefix = prefix(instanceId);
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(home.resolve("locks"))) {
      for (Path mark : marks) {
        String name = Objects.toString(mark.getFileName());
        if (name.startsWith(prefix) && name.endsWith(SUFFIX) && isHeld(mark, owner(name, prefix))) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException | NotDirectoryException nobodyMarkedAnything) {
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /**
   * The instances at work in the home, by their safe names; for who looks at many.
   *
   * @throws IOException when that cannot be seen
   */
  public static Set<String> alive(Path home) throws IOException {
    Set<String> alive = new HashSet<>();
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(home.resolve("locks"))) {
      for (Path mark : marks) {
        String name = Objects.toString(mark.getFileName());
        if (name.endsWith(SUFFIX) && isHeld(mark, owner(name))) {
          alive.add(safeName(name));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nobodyMarkedAnything) {
      return alive;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return alive;
  }

  /** Whether an instance of this very process is at work in the home, or that cannot be seen. */
  public static boolean isOfThisProcess(Path home) {
    try (DirectoryStream<Path> marks =
        Files.newDirectoryStream(home.resolve("locks"), "*." + Owner.THIS + SUFFIX)) {
      return marks.iterator().hasNext();
    } catch (NoSuchFileException | NotDirectoryException nobodyMarkedAnything) {
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return true;
    }
  }

  // Before its number and its owner, which have no dots.
  private static String safeName(String mark) {
    int owner = mark.lastIndexOf('.', mark.length() - SUFFIX.length() - 1);
    int number = mark.lastIndexOf('.', owner - 1);
    return number < 0 ? "" : mark.substring(0, number);
  }

  /**
   * The instances that were at work in the home when their process ended.
   *
   * @throws IOException when that cannot be seen
   */
  public static List<Gone> gone(Path home) throws IOException {
    List<Gone> gone = new ArrayList<>();
    try (DirectoryStream<Path> marks =
        Files.newDirectoryStream(home.resolve("locks"), "*" + SUFFIX)) {
      for (Path mark : marks) {
        String name = Objects.toString(mark.getFileName());
        Owner owner = owner(name);
        if (owner != null && !isHeld(mark, owner) && Files.size(mark) <= MOST_ID_BYTES) {
          gone.add(new Gone(Files.readString(mark), mark));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nobodyMarkedAnything) {
      return gone;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return gone;
  }

  // Behind the last dot but one: an id may have dots of its own.
  private static @Nullable Owner owner(String name) {
    String rest = name.substring(0, name.length() - SUFFIX.length());
    return Owner.parse(rest.substring(rest.lastIndexOf('.') + 1));
  }

  private static @Nullable Owner owner(String name, String prefix) {
    String rest = name.substring(prefix.length(), name.length() - SUFFIX.length());
    return Owner.parse(rest.substring(rest.indexOf('.') + 1));
  }

  /**
   * Whether a file that an owner keeps locked for as long as he lives is still held, or that cannot
   * be seen: where there are no locks, or no permission to look.
   */
  public static boolean mayBeHeld(Path mark, Owner owner) {
    if (owner.equals(Owner.THIS)) { // not opened: to close it again would end the lock
      return true;
    }
    try (FileChannel channel = FileChannel.open(mark, LockFile.LOCKABLE);
        FileLock lock = channel.tryLock()) {
      return lock == null || owner.isAlive(); // a lock is lost with any channel on its file
    } catch (NoSuchFileException endedMeanwhile) {
      return false;
    } catch (IOException | OverlappingFileLockException e) {
      return true;
    }
  }

  private static boolean isHeld(Path mark, @Nullable Owner owner) throws IOException {
    if (owner == null) {
      return false;
    }
    if (owner.equals(Owner.THIS)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(mark, LockFile.LOCKABLE)) {
      return isLocked(channel, owner);
    } catch (NoSuchFileException endedMeanwhile) {
      return false;
    } catch (AccessDeniedException anotherUsers) { // who may live where he is not seen
      return true;
    }
  }

  private static boolean isLocked(FileChannel channel, Owner owner) {
    try (FileLock lock = channel.tryLock()) {
      return lock == null || owner.isAlive(); // a lock is lost with any channel on its file
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) { // a file system without locks
      return owner.isAlive();
    }
  }

  private static String prefix(String instanceId) {
    return SafeNames.of(instanceId) + ".";
  }

  /** The instance is not at work any more, and leaves something unfinished: it counts as gone. */
  public void leave() throws IOException {
    channel.close();
  }

  /** The instance is not at work any more. */
  @Override
  public void close() throws IOException {
    try {
      disk.delete(path);
    } finally {
      channel.close();
    }
  }
}
