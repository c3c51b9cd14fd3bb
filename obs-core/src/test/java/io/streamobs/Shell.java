package io.streamobs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a test asks of the system: programs, and small file systems that can be full or closed. */
public final class Shell {

  private Shell() {}

  /** Runs a program to its end; says whether it did what it was told. */
  public static boolean succeeds(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) { // there is no such program
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a program writes to its standard output. */
  public static byte[] output(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new AssertionError(List.of(command) + " ended with " + process.exitValue());
    }
    return output;
  }

  /** A file system in memory. Skips the test where it cannot be made. */
  public static final class Tmpfs implements AutoCloseable {

    private final Path folder;

    public Tmpfs(Path folder, String options) throws IOException {
      this.folder = Files.createDirectories(folder);
      assumeTrue(
          succeeds("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()),
          "may not mount");
    }

    public void remount(String options) {
      if (!succeeds("mount", "-o", "remount," + options, folder.toString())) {
        throw new AssertionError("cannot remount " + folder + " " + options);
      }
    }

    @Override
    public void close() {
      succeeds("umount", "-l", folder.toString());
    }
  }
}
