package io.streamobs.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a caller, and of its lines, while nobody reads standard output? Each contender
 * has a pipe that is not read until its caller is through or its time is over; then it is read to
 * the end, and what arrived is counted.
 */
public final class StalledSink {

  private static final int LINES = 50_000;
  private static final long LIMIT_MILLIS = 4_000;

  private StalledSink() {}

  /**
   * Prints a table, and keeps it beside the other results.
   *
   * @param args the folder for the results
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    List<String> table = new ArrayList<>(List.of(StalledRow.HEAD));
    for (StalledContender contender : StalledContender.values()) {
      table.add(run(contender, LINES, LIMIT_MILLIS, folder.resolve("peers")).toString());
    }
    Files.write(folder.resolve("stalled.txt"), table);
    table.forEach(System.out::println);
  }

  /**
   * @param peers where the jars of those are that are not in this class path
   */
  static StalledRow run(StalledContender contender, int lines, long limitMillis, Path peers)
      throws IOException, InterruptedException {
    Process process = start(contender, lines, limitMillis, peers);
    try {
      String said = said(process);
      List<String> output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      process.waitFor(1, TimeUnit.MINUTES);
      return StalledRow.of(contender, lines, said, output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(StalledContender contender, int lines, long limit, Path peers)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + peers.resolve("*"),
            StalledCaller.class.getName(),
            contender.name(),
            Integer.toString(lines),
            Long.toString(limit))
        .start();
  }

  // Others may speak on standard error too.
  private static String said(Process process) throws IOException {
    StringBuilder all = new StringBuilder();
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(StalledCaller.SAYS)) {
        return line.substring(StalledCaller.SAYS.length());
      }
      all.append(line).append('\n');
    }
    throw new IOException("the caller said nothing but: " + all);
  }
}
