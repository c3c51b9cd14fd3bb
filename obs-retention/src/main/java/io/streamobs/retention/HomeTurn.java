package io.streamobs.retention;

import io.streamobs.spi.TimeSource;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in a home: of all processes one at a time deletes, pins and unpins.
 *
 * <p>Threads: any; those of one process wait for each other.
 */
final class HomeTurn {

  private static final long BETWEEN_ATTEMPTS = 10_000_000;

  /** What is done in a turn. */
  interface Work {
    void run() throws IOException;
  }

  private final Disk disk;
  private final Path home;
  private final Path locks;
  private final TimeSource clock;

  HomeTurn(Disk disk, Path home, TimeSource clock) {
    this.disk = disk;
    this.home = home;
    this.locks = home.resolve("locks");
    this.clock = clock;
  }

  /**
   * Does the work.
   *
   * @param patience how long it waits for another process
   * @return whether it was done
   */
  boolean have(Duration patience, Work work) throws IOException {
    Path lock = HomeFolders.make(disk, home, locks).resolve("retention.lock");
    long end = System.nanoTime() + patience.toNanos();
    while (!LockFile.run(lock, trouble -> alone(work, trouble))) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
    }
    return true;
  }

  private static void alone(Work work, @Nullable IOException trouble) throws IOException {
    if (trouble != null) {
      throw new IOException("nobody can be kept out of the home, so nothing is deleted", trouble);
    }
    work.run();
  }

  /**
   * Whether somebody went through all of the home within that time.
   *
   * @param policies by which, so that whoever has others does not wait for that
   */
  boolean isJustOver(Duration within, String policies) throws IOException {
    Path file = over();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Files.readString(file).equals(policies)) {
      return false;
    }
    long ago = clock.epochMillis() - Files.getLastModifiedTime(file).toMillis();
    return ago >= 0 && ago < within.toMillis();
  }

  /** Notes that somebody did now, by these. */
  void noteOver(String policies) {
    try {
      Path file = over();
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          || !Files.readString(file).equals(policies)) {
        byte[] text = policies.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(disk, file, out -> out.write(text));
      }
      Files.setLastModifiedTime(file, FileTime.fromMillis(clock.epochMillis()));
    } catch (IOException e) { // somebody will look again a bit early
      return;
    }
  }

  private Path over() {
    return locks.resolve("retention.applied");
  }
}
