package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What does it take to render a line, on the one thread that has to keep up with all callers? The
 * same events again and again, as they come to an encoder behind an asynchronous appender, into
 * memory. Ours looks for secrets, which the others do not.
 */
final class Encodings implements Question {

  /**
   * @param nanos for a line
   * @param bytes of a line
   */
  record Cost(double nanos, int bytes) {}

  private final List<EncodingContender> turns = Arrays.asList(EncodingContender.values());
  private final Findings<EncodingContender, Cost> findings =
      new Findings<>((own, other) -> other != EncodingContender.OBS);

  @Override
  public Duration estimate(Options options) {
    return Duration.ofMillis((long) turns.size() * options.rounds() * options.turnMillis());
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Rounds.each(
        "encodings",
        options.rounds(),
        turns,
        turn ->
            findings.add(turn, measure(turn, options.warmUpMillis(), options.measuredMillis())));
    List<String> table = new ArrayList<>();
    table.add("one line rendered into memory; ratios are to the best of the others");
    table.add("%-20s%9s%9s%9s".formatted("", "a line", "ratio", "bytes"));
    turns.forEach(turn -> table.add(row(turn)));
    return new Answer(table, json());
  }

  static Cost measure(EncodingContender turn, int warmUpMillis, int measuredMillis)
      throws Exception {
    String[] numbers =
        JavaProcess.output(
                EncodingProcess.class,
                JavaProcess.HEAP,
                turn.name(),
                Integer.toString(warmUpMillis),
                Integer.toString(measuredMillis))
            .split(" ");
    return new Cost(Double.parseDouble(numbers[0]), Integer.parseInt(numbers[1]));
  }

  private String row(EncodingContender turn) {
    return "%-20s%9s%9s%9.0f"
        .formatted(
            turn.name().toLowerCase(Locale.ROOT),
            Digits.time(findings.median(turn, Cost::nanos)),
            Digits.of(findings.ratio(turn, Cost::nanos)),
            findings.median(turn, Cost::bytes));
  }

  private Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (EncodingContender turn : turns) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("ratio", findings.ratio(turn, Cost::nanos));
      one.put("rounds", findings.samples(turn));
      all.put(turn.name(), one);
    }
    return all;
  }
}
