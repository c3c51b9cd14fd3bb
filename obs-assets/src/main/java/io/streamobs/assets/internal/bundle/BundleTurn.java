package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Taken by whoever begins a file in a bundle that grows, or goes on with one after a silence, and
 * by whoever takes a bundle away: so nobody begins in a folder that is on its way out.
 *
 * <p>Not the lock under which manifests are written: that may take long, and a journal must not
 * wait for it. Who takes both takes the other one first.
 *
 * <p>Threads: any.
 */
public final class BundleTurn {

  /** How long a file may go on without a turn; a bundle must have been silent for longer to go. */
  public static final long MOST_NANOS_WITHOUT = TimeUnit.SECONDS.toNanos(20);

  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);
  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(2);

  private BundleTurn() {}

  /**
   * Does the work when it is its turn. Where nobody can be kept out it is told so.
   *
   * @throws IOException also when another process is at it for two seconds
   */
  public static void run(Disk disk, Path home, RunFolder folder, LockFile.Work work)
      throws IOException {
    locked(disk, home, folder, "turn", work);
  }

  /**
   * Does the work while nobody writes manifests there; told likewise. A turn may be had in it.
   *
   * @throws IOException also when another process is at it for two seconds
   */
  public static void withManifests(Disk disk, Path home, RunFolder folder, LockFile.Work work)
      throws IOException {
    locked(disk, home, folder, "bundle", work);
  }

  private static void locked(
      Disk disk, Path home, RunFolder folder, String what, LockFile.Work work) throws IOException {
    Path lock = folder.lock(home, what);
    HomeFolders.make(disk, home, Objects.requireNonNull(lock.getParent()));
    long begun = System.nanoTime();
    while (!LockFile.run(lock, work)) {
      if (System.nanoTime() - begun > LONGEST_WAIT) {
        throw new IOException("another process is at " + folder.path() + " all the time");
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
    }
  }
}
