package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much can a process log when it loses nothing? A million lines, from the first call until the
 * last byte is in a file, and the processor time that the whole process takes for them: to make
 * them, to write them, to collect the garbage, to compile what was still not compiled. Each
 * contender is set up to hold its callers rather than to drop; ours by {@code
 * obs.queue.overflow=wait}, with a rotating file at its defaults, where the others write one file.
 *
 * <p>Says nothing about a disk: the system takes the lines into its memory.
 */
final class Throughput implements Question {

  /**
   * What all lines took.
   *
   * @param processorSeconds of all threads
   */
  record Cost(double seconds, double processorSeconds) {}

  private static final int LINES = 1_000_000;
  private static final int BURSTS = 5;
  private static final int BURST = 200_000;
  private static final int QUICK = 10;
  private static final long TURN_MILLIS = 14_000;
  private static final String COLUMNS = "%-20s%12s%10s%12s%10s";

  private final List<ThroughputTurn> turns = ThroughputTurn.all();
  private final Findings<ThroughputTurn, Cost> findings =
      new Findings<>(ThroughputTurn::isComparedWith);

  @Override
  public Duration estimate(Options options) {
    long millis = options.quick() ? TURN_MILLIS / 3 : TURN_MILLIS;
    return Duration.ofMillis(turns.size() * options.rounds() * millis);
  }

  @Override
  public Answer answer(Options options) throws Exception {
    int part = options.quick() ? QUICK : 1;
    Rounds.each(
        "throughput",
        options.rounds(),
        turns,
        turn -> findings.add(turn, turn.measure(BURSTS, BURST / part, LINES / part)));
    return new Answer(table(LINES / part), json(LINES / part));
  }

  private List<String> table(int lines) {
    List<String> table = new ArrayList<>();
    table.add("%,d lines, none lost, to the last byte in the file".formatted(lines));
    table.add("processor: of the whole process for a million; ratios are to the best async peer");
    table.add(COLUMNS.formatted("", "lines/s", "ratio", "processor", "ratio"));
    for (int producers : ThroughputTurn.PRODUCERS) {
      table.add("-- %d producer%s".formatted(producers, producers == 1 ? "" : "s"));
      turns.stream()
          .filter(turn -> turn.producers() == producers)
          .forEach(turn -> table.add(row(turn, lines)));
    }
    return table;
  }

  private String row(ThroughputTurn turn, int lines) {
    return COLUMNS.formatted(
        turn,
        "%,.0f".formatted(lines / findings.median(turn, Cost::seconds)),
        Digits.of(1 / findings.ratio(turn, Cost::seconds)),
        Digits.of(findings.median(turn, Cost::processorSeconds) * 1e6 / lines) + " s",
        Digits.of(findings.ratio(turn, Cost::processorSeconds)));
  }

  private List<Object> json(int lines) {
    List<Object> all = new ArrayList<>();
    for (ThroughputTurn turn : turns) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("turn", turn);
      one.put("lines", lines);
      one.put("throughputRatio", 1 / findings.ratio(turn, Cost::seconds));
      one.put("processorRatio", findings.ratio(turn, Cost::processorSeconds));
      one.put("rounds", findings.samples(turn));
      all.add(one);
    }
    return all;
  }
}
