package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What does a pipeline take while nothing happens, and how much while nothing moves? Each state in
 * a process of its own; see {@link FootprintProcess}.
 */
final class Footprint implements Question {

  // The pipeline is at rest after ten.
  private static final int REST_SECONDS = 12;
  private static final int SECONDS = 20;

  @Override
  public Duration estimate(Options options) {
    return Duration.ofSeconds(
        FootprintProcess.State.values().length * (REST_SECONDS + SECONDS + 2));
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Progress.say("footprint");
    List<String> table = new ArrayList<>();
    Map<String, Object> json = new LinkedHashMap<>();
    table.add("%-10s %12s %12s %12s".formatted("", "CPU, % core", "heap KiB", "direct KiB"));
    for (FootprintProcess.State state : FootprintProcess.State.values()) {
      String name = state.name().toLowerCase(Locale.ROOT);
      String columns = of(state, REST_SECONDS, SECONDS);
      table.add("%-10s %s".formatted(name, columns));
      json.put(name, json(columns.strip().split(" +")));
    }
    return new Answer(table, json);
  }

  private static Map<String, Double> json(String... columns) {
    Map<String, Double> json = new LinkedHashMap<>();
    json.put("cpuPercentOfCore", Double.valueOf(columns[0]));
    json.put("heapKiB", Double.valueOf(columns[1]));
    json.put("directKiB", Double.valueOf(columns[2]));
    return json;
  }

  /** The process's last word, in three columns. */
  static String of(FootprintProcess.State state, int rest, int seconds)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("benchmark", ".footprint");
    try {
      Process process =
          JavaProcess.of(
                  FootprintProcess.class,
                  List.of("-Xmx256m"),
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
