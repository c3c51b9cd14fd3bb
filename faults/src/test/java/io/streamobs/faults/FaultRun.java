package io.streamobs.faults;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link Worker} in a process of its own, and what a test does to it. */
final class FaultRun implements AutoCloseable {

  private final String fault;
  private final Path folder;
  private final Signals signals;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private Redirect stdout;
  private boolean terminal;
  private Path logs;
  private Process process;

  private FaultRun(String fault, Path folder) {
    this.fault = fault;
    this.folder = folder;
    this.signals = new Signals(folder.resolve("signals"));
    this.logs = folder.resolve("logs");
    this.stdout = Redirect.to(stdoutFile().toFile());
  }

  /**
   * @param fault what the table calls it
   * @param folder of its own
   */
  static FaultRun of(String fault, Path folder) {
    return new FaultRun(fault, folder);
  }

  FaultRun stdout(Path target) {
    stdout = Redirect.appendTo(target.toFile());
    return this;
  }

  FaultRun stdout(Redirect target) {
    stdout = target;
    return this;
  }

  FaultRun logs(Path target) {
    logs = target;
    return this;
  }

  FaultRun option(String key, Object value) {
    options.add("-Dfaults." + key + "=" + value);
    return this;
  }

  FaultRun java(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** A command that runs the worker's, such as {@code setpriv}. */
  FaultRun under(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  /** Its standard output is a terminal of {@code script}'s. */
  FaultRun onTerminal() {
    terminal = true;
    return this;
  }

  /** Starts it and waits until it has logged for a while. */
  FaultRun start() throws IOException {
    Files.createDirectories(signals.folder());
    process =
        new ProcessBuilder(command())
            .redirectOutput(stdout)
            .redirectError(stderrFile().toFile())
            .start();
    await("ready");
    return this;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr")); // the JVM's own words
    command.add("-Dobs.jmx=false"); // at TRACE the platform's own beans talk about it
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(List.of(signals.folder().toString(), logs.toString()));
    return terminal
        ? List.of("script", "-qec", "'" + String.join("' '", command) + "'", "/dev/null")
        : command;
  }

  private Properties await(String what) throws IOException {
    try {
      return signals.await(what, process::isAlive);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + Files.readString(stderrFile()), e);
    }
  }

  /** The fault is there: the worker emits, and this returns when its callers are through. */
  void emitBroken() throws IOException {
    signals.say("broken");
    await("emitted");
  }

  /** The fault is gone, or stays: the worker emits once more and ends. */
  FaultResult end() throws Exception {
    signals.say("healed");
    Properties said = await("result");
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the process did not end");
    }
    return new FaultResult(fault, said, process.exitValue(), Files.readString(stderrFile()));
  }

  /** One end of its standard output, where it is a pipe. */
  Process process() {
    return process;
  }

  Path stdoutFile() {
    return folder.resolve("stdout.jsonl");
  }

  private Path stderrFile() {
    return folder.resolve("stderr");
  }

  Path logs() {
    return logs;
  }

  /** The lines with that event in its log files. */
  List<String> logged(String event) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        found.addAll(linesWith(file, event));
      }
    }
    return found;
  }

  /** The lines with that event on its standard output. */
  List<String> said(String event) throws IOException {
    return linesWith(stdoutFile(), event);
  }

  private static List<String> linesWith(Path file, String event) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.contains("\"event\":\"" + event + "\""))
        .toList();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
