package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long after the call is a line in the file, where there is little to do? From the look at the
 * clock before the call until another thread of the same process has read the line, which looks
 * about every 100 µs. The pauses between the calls are random, the same for all, so that they do
 * not run in step with anybody's own.
 *
 * <p>Says nothing about a line's way to a disk, which nobody here waits for, nor about a load under
 * which lines queue.
 */
final class Latencies implements Question {

  private final List<LatencyTurn> turns = LatencyTurn.all();
  private final Findings<LatencyTurn, Latency> findings = new Findings<>((own, other) -> false);

  @Override
  public Duration estimate(Options options) {
    return Duration.ofMillis(
        options.rounds() * turns.stream().mapToLong(turn -> turn.turnMillis(options)).sum());
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Rounds.each(
        "latency", options.rounds(), turns, turn -> findings.add(turn, turn.measure(options)));
    List<String> table = new ArrayList<>();
    table.add("from the call to the line in the file; a line about every so many ms");
    table.add(
        "%-20s%6s%12s%12s%12s%9s%9s"
            .formatted("", "every", "p50", "p99", "max", "lines", "missing"));
    turns.forEach(turn -> table.add(row(turn)));
    return new Answer(table, json());
  }

  private String row(LatencyTurn turn) {
    return "%-20s%6d%12s%12s%12s%9.0f%9.0f"
        .formatted(
            turn,
            turn.meanMillis(),
            Digits.time(findings.median(turn, Latency::p50Nanos)),
            Digits.time(findings.median(turn, Latency::p99Nanos)),
            Digits.time(findings.median(turn, Latency::mostNanos)),
            findings.median(turn, Latency::lines),
            findings.median(turn, Latency::missing));
  }

  private List<Object> json() {
    List<Object> all = new ArrayList<>();
    for (LatencyTurn turn : turns) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("turn", turn);
      one.put("p50Nanos", findings.median(turn, Latency::p50Nanos));
      one.put("p99Nanos", findings.median(turn, Latency::p99Nanos));
      one.put("mostNanos", findings.median(turn, Latency::mostNanos));
      one.put("rounds", findings.samples(turn));
      all.add(one);
    }
    return all;
  }
}
