package io.streamobs.logback;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A program of {@link Programs} in a process of its own, with a logback.xml of its own. */
record Fork(int exitCode, List<String> stdout, List<String> stderr) {

  /** The three lines of the manual. */
  static final String THREE_LINES =
      """
      <configuration>
        <appender name="OBS" class="io.streamobs.logback.ObsAppender"/>
        <root level="INFO"><appender-ref ref="OBS"/></root>
      </configuration>
      """;

  static Fork run(Path folder, String logbackXml, String program) throws Exception {
    return run(folder, logbackXml, program, element -> true);
  }

  static Fork run(Path folder, String logbackXml, String program, Predicate<String> classPath)
      throws Exception {
    Path config = Files.writeString(folder.resolve("logback.xml"), logbackXml);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dlogback.configurationFile=" + config);
    command.add("-cp");
    command.add(classPath(classPath));
    command.add(Programs.class.getName());
    command.add(program);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("does not end: " + command);
    }
    return new Fork(process.exitValue(), lines(out), lines(err));
  }

  private static String classPath(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(wanted)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** All of stdout; fails where a line is no JSON. */
  List<JsonNode> json() {
    return stdout.stream().map(Rig::parse).toList();
  }

  JsonNode line(String message) {
    return json().stream()
        .filter(line -> line.get("message").asString().equals(message))
        .findFirst()
        .orElseThrow(() -> new AssertionError(message + " is not in " + stdout + stderr));
  }
}
