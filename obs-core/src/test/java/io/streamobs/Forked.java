package io.streamobs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@link Worker} in a process of its own, run to its end. */
record Forked(int exit, List<String> stdout, List<String> stderr) {

  private static final JsonMapper MAPPER = new JsonMapper();

  static ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  static Forked run(Path folder, ProcessBuilder process) throws Exception {
    Path out = folder.resolve("stdout");
    if (process.redirectOutput() == ProcessBuilder.Redirect.PIPE) {
      process.redirectOutput(out.toFile());
    }
    File err = folder.resolve("stderr").toFile();
    Process running = process.redirectError(err).start();
    if (!running.waitFor(60, TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new AssertionError("the process did not end; its stderr: " + lines(err.toPath()));
    }
    return new Forked(running.exitValue(), lines(out), lines(err.toPath()));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
  }

  List<JsonNode> events(String event) {
    return stdout.stream()
        .map(line -> MAPPER.readTree(line))
        .filter(line -> line.get("event").asString().equals(event))
        .toList();
  }

  /** The last word on standard error; those before it only say earlier that nothing is written. */
  String lastComplaint() {
    List<String> all = complaints();
    for (String complaint : all.subList(0, Math.max(0, all.size() - 1))) {
      if (!complaint.contains("sink_failed")) {
        throw new AssertionError("unexpected: " + complaint);
      }
    }
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }

  /** What standard error has besides SLF4J's word that no logging library is there. */
  List<String> complaints() {
    return stderr.stream()
        .filter(line -> !line.startsWith("SLF4J(W)") && !line.startsWith("ledger"))
        .toList();
  }
}
