package io.streamobs.spi.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that something belongs to: its number and when it started, because numbers come again.
 *
 * @param start to be compared only. On Linux in ticks since the machine started, which stays when
 *     somebody sets the clock; elsewhere in milliseconds since 1970; 0 where the system does not
 *     tell
 */
public record Owner(long pid, long start) {

  // In /proc/<pid>/stat, behind the name of the program.
  private static final int STATE = 0;
  private static final int START = 19;

  /** This process, whichever class loader asks. */
  public static final Owner THIS = of(ProcessHandle.current());

  static Owner of(ProcessHandle process) {
    List<String> stat = stat(process.pid());
    if (stat.size() > START) {
      return new Owner(process.pid(), Long.parseLong(stat.get(START)));
    }
    return new Owner(
        process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  /** What {@link #toString} wrote, or null where it is nothing of that kind. */
  public static @Nullable Owner parse(String text) {
    int dash = text.indexOf('-');
    try {
      return dash < 0
          ? null
          : new Owner(
              Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
    } catch (NumberFormatException e) { // somebody edited it
      return null;
    }
  }

  /**
   * Whether the process is seen to live. One in another container is not seen, whether it lives or
   * not.
   */
  public boolean isAlive() {
    return pid > 0
        && ProcessHandle.of(pid).filter(process -> of(process).equals(this)).isPresent()
        && !isZombie();
  }

  // Ended, and nobody asked how: in a container whose first process does not, it stays for ever.
  private boolean isZombie() {
    List<String> stat = stat(pid);
    return !stat.isEmpty() && stat.get(STATE).equals("Z");
  }

  // Empty on another system, and where the process is gone by now.
  private static List<String> stat(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "stat");
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return List.of(text.substring(text.lastIndexOf(')') + 1).strip().split(" "));
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  /** Fit for a file's name. */
  @Override
  public String toString() {
    return pid + "-" + start;
  }
}
