package io.streamobs.assets;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker in a process of its own, which says which fragments it brought through. */
final class AcknowledgingHost {

  static final String CLOSING = "closing.";
  private static final int KILLED = 128 + 9;
  private static final int EVERY = 5;
  private static final int FAILING = 7;
  // With its dot: half of a number is another number.
  private static final Pattern THROUGH = Pattern.compile("through (\\d+)\\.");

  private final Process process;
  private final BufferedReader said;
  private final List<Long> acknowledged = new ArrayList<>();

  private AcknowledgingHost(Process process) {
    this.process = process;
    this.said = process.inputReader();
  }

  /**
   * @param arguments the home, the run's id, the first fragment's number, how many fragments
   */
  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    long first = Long.parseLong(arguments[2]);
    long end = first + Long.parseLong(arguments[3]);
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").runId(arguments[1]).open()) {
      for (long seq = first; seq < end; seq++) {
        if (seq % FAILING == 0) {
          SmallRun.failingFragment(run, seq);
        } else {
          SmallRun.fragment(run, seq);
        }
        if (seq % EVERY == 0 && obs.flush(Duration.ofSeconds(20))) {
          System.out.println("through " + seq + ".");
        }
      }
      System.out.println(CLOSING);
    }
  }

  static AcknowledgingHost start(Path home, String runId, long first, long count)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(AcknowledgingHost.class.getName(), home.toString(), runId));
    command.addAll(List.of(Long.toString(first), Long.toString(count)));
    return new AcknowledgingHost(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Reads until it acknowledges something. */
  void awaitFirst() throws IOException {
    String line = listen();
    while (line != null && acknowledged.isEmpty()) {
      line = listen();
    }
  }

  /** Reads until it says so. */
  void await(String word) throws IOException {
    String line = listen();
    while (line != null && !line.equals(word)) {
      line = listen();
    }
  }

  private String listen() throws IOException {
    String line = said.readLine();
    Matcher through = THROUGH.matcher(line == null ? "" : line);
    if (through.matches()) {
      acknowledged.add(Long.parseLong(through.group(1)));
    }
    return line;
  }

  Process process() {
    return process;
  }

  /**
   * Kills it where it lives.
   *
   * @return whether it did
   */
  boolean kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly(); // which leaves what it said before to be read
    int exit = process.waitFor();
    await("nothing any more");
    if (exit != 0 && exit != KILLED) {
      throw new AssertionError("the process ended by itself with " + exit);
    }
    return exit == KILLED;
  }

  /** The last fragments of those that it brought through together. */
  List<Long> acknowledged() {
    return List.copyOf(acknowledged);
  }
}
