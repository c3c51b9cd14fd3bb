package io.streamobs.assets;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker in a process of its own: says on standard output how many fragments are through. */
final class Host {

  private Host() {}

  /**
   * @param arguments the home, the run's id, the first fragment's number, how many fragments; after
   *     those it waits for the end of its input
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    long first = Long.parseLong(arguments[2]);
    long count = Long.parseLong(arguments[3]);
    try (Obs obs = Obs.builder().service("live-dub").standalone().home(home).open();
        RunScope run = obs.run("stream-42").runId(arguments[1]).open()) {
      for (long seq = first; seq < first + count; seq++) {
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment.stage("normalise").run(stage -> {});
        }
        if (seq % 50 == 0) {
          obs.flush(Duration.ofSeconds(20)); // faster than its queue, it would drop events
          System.out.println(seq);
        }
      }
      FragmentScope cutOff = run.fragment(first + count).open();
      cutOff.stage("publish").open();
      obs.flush(Duration.ofSeconds(20));
      System.out.println("waits");
      System.in.readAllBytes();
    }
  }

  static Process start(Path home, String runId, long first, long count) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Host.class.getName()));
    command.addAll(List.of(home.toString(), runId, Long.toString(first), Long.toString(count)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Reads what the process says until it says that. */
  static void await(Process process, String word) throws IOException {
    var said = process.inputReader();
    for (String line = said.readLine(); !word.equals(line); line = said.readLine()) {
      if (line == null) {
        throw new AssertionError("the process ended before it said " + word);
      }
    }
  }
}
