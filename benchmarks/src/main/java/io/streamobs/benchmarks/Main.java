package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything and prints a table. In each round every contender has its turn in a fresh
 * process, and every other round goes backwards, so that a machine that changes its speed changes
 * it for all.
 */
public final class Main {

  private final Options options;
  private final Forks forks;
  private final Findings<Turn> callers = new Findings<>(Turn::isComparedWith);
  private final Findings<Queue> queues = new Findings<>(Queue::isComparedWith);
  private final Counts counts;

  private Main(Options options) {
    this.options = options;
    this.forks = new Forks(options);
    this.counts = new Counts(forks, options.calls());
  }

  /**
   * @param args the folder for the results, then the user's options
   */
  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.of(Arrays.copyOfRange(args, 1, args.length));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    SameFields.check();
    new Main(options).measure(Files.createDirectories(Path.of(args[0])));
  }

  private void measure(Path folder) throws Exception {
    for (int round = 0; round < options.rounds(); round++) {
      progress("round " + (round + 1) + " of " + options.rounds());
      callers(round);
      queues(round);
    }
    progress("counting");
    for (Turn turn : Turn.all()) {
      if (turn.pace() == Pace.PACED) {
        counts.add(turn);
      }
    }
    Report report = report();
    report.write(folder, forks.results());
    report.lines().forEach(System.out::println);
    progress("results are in " + folder);
  }

  private void callers(int round) throws IOException, RunnerException {
    for (Turn turn : inOrder(Turn.all(), round)) {
      callers.add(turn, forks.callerCost(turn));
    }
  }

  private void queues(int round) throws RunnerException {
    for (Queue queue : inOrder(Queue.ALL, round)) {
      queues.add(queue, forks.laneOffer(queue.method(), queue.producers()));
    }
  }

  private static <T> List<T> inOrder(List<T> turns, int round) {
    List<T> order = new ArrayList<>(turns);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  private Report report() {
    List<Row> rows = new ArrayList<>();
    for (Turn turn : Turn.all()) {
      rows.add(
          new Row(
              turn,
              Times.of(turn, callers),
              callers.median(turn, Sample::lost),
              counts.bytes().get(turn),
              counts.syscalls().get(turn)));
    }
    Map<Queue, Times> lanes = new LinkedHashMap<>();
    Queue.ALL.forEach(queue -> lanes.put(queue, Times.of(queue, queues)));
    return new Report(options, rows, lanes, counts.names());
  }

  private static void progress(String what) {
    System.err.println("benchmarks: " + what);
  }
}
