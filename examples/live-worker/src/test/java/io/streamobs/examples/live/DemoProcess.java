package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.testkit.LogFile;
import io.streamobs.testkit.RecordView;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as a user starts it, in a JVM of its own, and what came out of it. */
final class DemoProcess {
  private final Path home;
  private final Path stdout;
  private final Path stderr;
  private final Process process;

  private DemoProcess(Path home, Path stdout, Path stderr, Process process) {
    this.home = home;
    this.stdout = stdout;
    this.stderr = stderr;
    this.process = process;
  }

  /** Starts it with a home under the scratch directory, where it is {@code my home}. */
  static DemoProcess start(Path scratch, String... arguments) throws IOException {
    Path stdout = Files.createTempFile(scratch, "stdout-", ".jsonl");
    return start(scratch, stdout, Redirect.to(stdout.toFile()), Map.of(), arguments);
  }

  /** Starts it with settings from outside. */
  static DemoProcess start(Path scratch, Map<String, String> environment) throws IOException {
    Path stdout = Files.createTempFile(scratch, "stdout-", ".jsonl");
    return start(scratch, stdout, Redirect.to(stdout.toFile()), environment);
  }

  /** Starts it with a pipe as its stdout. */
  static DemoProcess startPiped(Path scratch, String... arguments) throws IOException {
    return start(scratch, Path.of("none"), Redirect.PIPE, Map.of(), arguments);
  }

  private static DemoProcess start(
      Path scratch, Path stdout, Redirect out, Map<String, String> settings, String... arguments)
      throws IOException {
    Path home = scratch.resolve("my home");
    Path stderr = Files.createTempFile(scratch, "stderr-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command(home, arguments))
            .redirectOutput(out)
            .redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OBS_"));
    builder.environment().putAll(settings);
    return new DemoProcess(home, stdout, stderr, builder.start());
  }

  static DemoProcess run(Path scratch, String... arguments) throws Exception {
    return start(scratch, arguments).await();
  }

  private static List<String> command(Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Ddemo.home=" + home);
    command.add("-Ddemo.tools=" + Path.of("target", "tools").toAbsolutePath());
    command.addAll(List.of("-cp", classPath(), Demo.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  DemoProcess await() throws InterruptedException {
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("the program ended by itself").isTrue();
    return this;
  }

  Process process() {
    return process;
  }

  int exitCode() {
    return process.exitValue();
  }

  Path home() {
    return home;
  }

  /** What people saw. */
  String told() throws IOException {
    return Files.readString(stderr, UTF_8);
  }

  /** All that it wrote to stdout. */
  LogFile log() {
    return LogFile.read(stdout);
  }

  RecordView record(String event) {
    List<RecordView> found =
        log().records().stream().filter(record -> event.equals(record.event())).toList();
    assertThat(found).as(event).hasSize(1);
    return found.get(0);
  }

  /** The playlist of the only run in the home. */
  Path playlist() throws IOException {
    try (Stream<Path> runs = Files.list(home.resolve("hls"))) {
      return runs.findFirst().orElseThrow().resolve(Playlist.NAME);
    }
  }
}
