package io.streamobs.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What does a call cost its caller? Before anything is measured the lines of all contenders are
 * compared; then each has its turns, in a fresh process for each, and what is counted rather than
 * timed is counted once.
 */
final class Callers implements Question {

  private static final int COUNT_MILLIS = 4_500;

  private final List<Turn> turns = Turn.all(Runtime.version().feature());
  private final Findings<Turn, Sample> findings = new Findings<>(Turn::isComparedWith);

  @Override
  public Duration estimate(Options options) {
    long counted = turns.stream().filter(turn -> turn.setting().isCounted()).count();
    long counts = counted * (COUNT_MILLIS + 2L * options.calls() * Pause.MICROS / 1_000);
    long round = turns.stream().mapToLong(turn -> turnMillis(options, turn)).sum();
    return Duration.ofMillis(options.rounds() * round + counts);
  }

  // The calls that come first take longer than their pause; many threads wait for the compiler.
  private static long turnMillis(Options options, Turn turn) {
    long first = (long) CallerCost.WARM_UP_CALLERS * options.warmUpCalls();
    long waits = turn.setting().threads() > 1 ? CompilerRest.USUAL_MILLIS * Forks.ITERATIONS : 0;
    return options.turnMillis() + first * 2 * Pause.MICROS / 1_000 + waits;
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Progress.say("comparing the contenders' lines");
    SameFields.check();
    Forks forks = new Forks(options);
    Rounds.each(
        "callers", options.rounds(), turns, turn -> findings.add(turn, forks.callerCost(turn)));
    Counts counts = count(options);
    List<Row> rows = turns.stream().map(turn -> row(turn, counts)).toList();
    return new Answer(CallersTable.lines(rows, counts, options.calls()), json(rows, counts));
  }

  private Counts count(Options options) throws IOException, InterruptedException {
    Progress.say("callers, counting");
    Counts counts = new Counts(options.calls());
    for (Turn turn : turns) {
      if (turn.setting().isCounted()) {
        counts.add(turn);
      }
    }
    return counts;
  }

  private Row row(Turn turn, Counts counts) {
    return new Row(
        turn,
        Times.of(turn, findings),
        findings.median(turn, Sample::lost),
        counts.bytes().get(turn),
        counts.syscalls().get(turn));
  }

  private List<Object> json(List<Row> rows, Counts counts) {
    List<Object> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("row", row);
      one.put("rounds", findings.samples(row.turn()));
      one.put("syscalls", counts.names().getOrDefault(row.turn(), ""));
      all.add(one);
    }
    return all;
  }
}
