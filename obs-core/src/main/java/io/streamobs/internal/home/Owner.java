package io.streamobs.internal.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that something belongs to: its number and when it started, because numbers come again.
 *
 * @param startMillis 0 where the system does not tell
 */
public record Owner(long pid, long startMillis) {

  /** This process, whichever class loader asks. */
  public static final Owner THIS = of(ProcessHandle.current());

  private static Owner of(ProcessHandle process) {
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
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return text.startsWith("Z", text.lastIndexOf(')') + 2);
    } catch (IOException | RuntimeException e) { // another system, or it is gone by now
      return false;
    }
  }

  /** Fit for a file's name. */
  @Override
  public String toString() {
    return pid + "-" + startMillis;
  }
}
