package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What does a stage cost, seldom and often? Its caller's time, and the processor time of the whole
 * process, so that what other threads do for it counts as well. A process that makes empty calls at
 * the same rate is the floor: its median call and its processor time are taken off in each round.
 *
 * <p>Code is warm, as it is in a worker that runs for a while; caches are as a program leaves them
 * that does nothing else. Says nothing about many callers at once, see {@link Callers}.
 */
final class Stages implements Question {

  private static final String COLUMNS = "%-20s%12s%8s%12s%8s%14s%8s%10s%8s";

  private final List<StageTurn> turns = StageTurn.all();
  private final Findings<StageTurn, StageCost> measured = new Findings<>(StageTurn::isComparedWith);

  @Override
  public Duration estimate(Options options) {
    int rest = options.warmUpMillis(); // for the compiler
    int turnMillis =
        options.turnMillis() - options.measuredMillis() + rest + measuredMillis(options);
    return Duration.ofMillis((long) turns.size() * options.rounds() * turnMillis);
  }

  // At the lowest rate a second has ten stages.
  private static int measuredMillis(Options options) {
    return options.measuredMillis() * 5 / 2;
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Rounds.each(
        "stages",
        options.rounds(),
        turns,
        turn -> measured.add(turn, turn.measure(options.warmUpMillis(), measuredMillis(options))));
    Findings<StageTurn, StageCost> costs = costs(turns, measured);
    return new Answer(table(costs), json(costs));
  }

  /** Without the floor of the same round. */
  static Findings<StageTurn, StageCost> costs(
      List<StageTurn> turns, Findings<StageTurn, StageCost> measured) {
    Findings<StageTurn, StageCost> costs = new Findings<>(StageTurn::isComparedWith);
    for (StageTurn turn : turns) {
      if (!turn.isFloor()) {
        List<StageCost> floors = measured.samples(turn.floor());
        List<StageCost> own = measured.samples(turn);
        for (int round = 0; round < own.size(); round++) {
          costs.add(turn, own.get(round).beyond(floors.get(round)));
        }
      }
    }
    return costs;
  }

  private List<String> table(Findings<StageTurn, StageCost> costs) {
    List<String> table = new ArrayList<>();
    table.add("p50, p99: of a stage's caller; processor: of the process for each stage");
    table.add("all beyond an empty call at the same rate; ratios are to the best peer");
    table.add(
        COLUMNS.formatted(
            "", "p50", "ratio", "p99", "ratio", "processor", "ratio", "done/s", "lost"));
    for (int rate : StageTurn.RATES) {
      table.add("-- %,d a second".formatted(rate));
      turns.stream()
          .filter(turn -> turn.perSecond() == rate && !turn.isFloor())
          .forEach(turn -> table.add(row(turn, costs)));
    }
    return table;
  }

  private static String row(StageTurn turn, Findings<StageTurn, StageCost> costs) {
    return COLUMNS.formatted(
        turn,
        time(turn, costs, StageCost::p50Nanos),
        ratio(turn, costs, StageCost::p50Nanos),
        time(turn, costs, StageCost::p99Nanos),
        ratio(turn, costs, StageCost::p99Nanos),
        time(turn, costs, StageCost::processorNanos),
        ratio(turn, costs, StageCost::processorNanos),
        "%,.0f".formatted(costs.median(turn, StageCost::perSecond)),
        Row.share(costs.median(turn, StageCost::lost)));
  }

  private static String time(
      StageTurn turn, Findings<StageTurn, StageCost> costs, ToDoubleFunction<StageCost> what) {
    return Digits.time(costs.median(turn, what));
  }

  private static String ratio(
      StageTurn turn, Findings<StageTurn, StageCost> costs, ToDoubleFunction<StageCost> what) {
    return Digits.of(costs.ratio(turn, what));
  }

  private List<Object> json(Findings<StageTurn, StageCost> costs) {
    List<Object> all = new ArrayList<>();
    for (StageTurn turn : turns) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("turn", turn);
      if (!turn.isFloor()) {
        one.put("p50Ratio", costs.ratio(turn, StageCost::p50Nanos));
        one.put("p99Ratio", costs.ratio(turn, StageCost::p99Nanos));
        one.put("processorRatio", costs.ratio(turn, StageCost::processorNanos));
        one.put("costs", costs.samples(turn));
      }
      one.put("measured", measured.samples(turn));
      all.add(one);
    }
    return all;
  }
}
