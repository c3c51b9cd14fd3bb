package io.streamobs.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The system's own tools; a test that needs one that is not there is skipped. */
final class Shell {

  private Shell() {}

  /** Runs it; skips the test where it cannot be run or fails, as without the right to mount. */
  static void need(String... command) throws IOException, InterruptedException {
    assumeTrue(run(command) == 0, () -> "cannot run " + List.of(command));
  }

  static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  /** Starts a line of shell with its output discarded. */
  static Process start(String line) throws IOException {
    return new ProcessBuilder("sh", "-c", line)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static Path fifo(Path file) throws IOException, InterruptedException {
    need("mkfifo", file.toString());
    return file;
  }
}
