package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What does a pipeline take while nothing happens, and how much while nothing moves? Each state in
 * a process of its own; see {@link FootprintProcess}.
 */
public final class Footprint {

  // The pipeline is at rest after ten.
  private static final int REST_SECONDS = 12;
  private static final int SECONDS = 20;

  private Footprint() {}

  /**
   * Prints the answers, and keeps them beside the other results.
   *
   * @param args the folder for the results
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    List<String> table = new ArrayList<>();
    table.add("%-10s %12s %12s %12s".formatted("state", "CPU, % core", "heap KiB", "direct KiB"));
    for (FootprintProcess.State state : FootprintProcess.State.values()) {
      table.add(
          "%-10s %s"
              .formatted(
                  state.name().toLowerCase(java.util.Locale.ROOT),
                  of(state, REST_SECONDS, SECONDS)));
    }
    Files.write(folder.resolve("footprint.txt"), table);
    table.forEach(System.out::println);
  }

  /** The process's last word, in three columns. */
  static String of(FootprintProcess.State state, int rest, int seconds)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("benchmark", ".footprint");
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FootprintProcess.class.getName(),
                  state.name(),
                  Integer.toString(rest),
                  Integer.toString(seconds))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(errors.toFile())
              .start();
      int exit = process.waitFor();
      String said = Files.readString(errors, StandardCharsets.UTF_8).strip();
      if (exit != 0) {
        throw new IOException("the process failed: " + said);
      }
      return said.substring(said.lastIndexOf('\n') + 1);
    } finally {
      Files.deleteIfExists(errors);
    }
  }
}
