package io.streamobs.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a measuring process tells the one that started it beside its times, through a file. */
final class Losses {

  static final String FILE = "benchmarks.losses";

  private Losses() {}

  /**
   * Of so many calls, what did not arrive.
   *
   * @throws IllegalStateException when more arrived than that, so that one of the two is wrong
   */
  static double share(long calls, long arrived) {
    if (arrived > calls) {
      throw new IllegalStateException(arrived + " records of " + calls + " calls");
    }
    return 1 - (double) arrived / Math.max(1, calls);
  }

  /** Where the process was asked to, notes which share of its records it lost. */
  static void note(double share) {
    String file = System.getProperty(FILE);
    if (file != null) {
      try {
        Files.writeString(Path.of(file), Double.toString(share));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What was noted. */
  static double share(Path file) throws IOException {
    return Double.parseDouble(Files.readString(file));
  }
}
