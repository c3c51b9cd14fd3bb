package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** One contender that loses nothing, with so many producers. */
record ThroughputTurn(Contender contender, int producers) {

  static final int[] PRODUCERS = {1, 4};

  // Those that drop lines are left out: to drop is faster than to write.
  private static final Set<Contender> LOSSLESS =
      EnumSet.of(
          Contender.OBS,
          Contender.SYNC,
          Contender.SYNC_NO_FLUSH,
          Contender.ASYNC_LOSSLESS,
          Contender.LOGSTASH_DISRUPTOR,
          Contender.LOG4J_ASYNC_LOGGER,
          Contender.LOG4J_GARBAGE_FREE,
          Contender.LOG4J_ASYNC_APPENDER,
          Contender.TINYLOG);

  static List<ThroughputTurn> all() {
    List<ThroughputTurn> all = new ArrayList<>();
    for (int producers : PRODUCERS) {
      LOSSLESS.forEach(contender -> all.add(new ThroughputTurn(contender, producers)));
    }
    return all;
  }

  boolean isComparedWith(ThroughputTurn other) {
    return producers == other.producers && other.contender.isPeer();
  }

  /**
   * Has a fresh process write so many lines into an empty folder, and deletes it.
   *
   * @param bursts of lines that come before those that count
   * @param burst lines in one of them
   * @throws IOException when it fails, or lines are missing
   */
  Throughput.Cost measure(int bursts, int burst, int lines)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("benchmark");
    try {
      List<String> jvm = new ArrayList<>(JavaProcess.HEAP);
      jvm.add("-Dobs.queue.overflow=wait");
      String output =
          JavaProcess.output(
              ThroughputProcess.class,
              jvm,
              contender.name(),
              Integer.toString(producers),
              Integer.toString(bursts),
              Integer.toString(burst / producers),
              Integer.toString(lines / producers),
              folder.toString());
      String[] numbers = output.split(" ");
      return new Throughput.Cost(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public String toString() {
    return contender.name().toLowerCase(Locale.ROOT);
  }
}
