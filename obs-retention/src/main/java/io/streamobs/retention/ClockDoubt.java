package io.streamobs.retention;

import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * That the clock of this machine is doubted, and up to which trace it is not: a file under {@code
 * locks/}, for a process that starts by the same clock not to take what was written by it for a
 * trace. It holds for half a day by that clock; one that was set since is looked at anew.
 *
 * <p>Threads: one at a time. Failure: nothing throws; a note that cannot be written or read is
 * none.
 */
final class ClockDoubt {

  private static final Duration HOLDS = Duration.ofHours(12);

  private final Disk disk;
  private final Path file;

  ClockDoubt(Disk disk, Path home) {
    this.disk = disk;
    this.file = home.resolve("locks").resolve("retention.doubt");
  }

  /** The trace, or that from before the doubt began where it still holds. */
  Instant earlier(Instant trace, Instant clock) {
    try {
      List<String> noted = Files.readAllLines(file, StandardCharsets.US_ASCII);
      Duration since = Duration.between(Instant.parse(noted.get(0)), clock);
      boolean holds = !since.isNegative() && since.compareTo(HOLDS) < 0;
      Instant before = Instant.parse(noted.get(1));
      return holds && before.isBefore(trace) ? before : trace;
    } catch (IOException | DateTimeException | IndexOutOfBoundsException e) {
      return trace;
    }
  }

  /**
   * Notes it, unless that was done.
   *
   * @param clock the time of day by the clock that is doubted
   * @param trace the last one that is not
   */
  void note(Instant clock, Instant trace) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          || !earlier(clock, clock).isBefore(clock)) {
        byte[] line = (clock + "\n" + trace + "\n").getBytes(StandardCharsets.US_ASCII);
        AtomicFile.write(disk, file, out -> out.write(line));
      }
    } catch (IOException e) { // a restart within that time believes the clock
      return;
    }
  }
}
