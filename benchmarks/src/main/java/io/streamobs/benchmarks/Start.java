package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long does a program wait for its first line? Each start is a fresh process that is configured
 * by a {@code logback.xml} and logs one line through SLF4J; its parent takes the times, until the
 * first byte can be read from a pipe. The row of Logback alone says how much of each other row is
 * Logback itself, which finds and reads its file.
 *
 * <p>Says nothing about a program's own start, or about class data sharing, and nothing about a
 * disk that is cold: each program was started once before.
 */
final class Start implements Question {

  private static final StartContender BASE = StartContender.LOGBACK;
  private static final long START_MILLIS = 900;

  private final List<StartContender> contenders = Arrays.asList(StartContender.values());
  private final Map<StartContender, Long> classes = new LinkedHashMap<>();
  private final Findings<StartContender, StartTimes> findings =
      new Findings<>((own, other) -> other == BASE);

  @Override
  public Duration estimate(Options options) {
    return Duration.ofMillis(contenders.size() * (rounds(options) + 1) * START_MILLIS);
  }

  // Starts are short, and differ more than calls do.
  private static int rounds(Options options) {
    return 2 * options.rounds() + 1;
  }

  @Override
  public Answer answer(Options options) throws Exception {
    for (StartContender each : contenders) {
      classes.put(each, new StartedProgram(each).classes());
    }
    Rounds.each(
        "start",
        rounds(options),
        contenders,
        each -> findings.add(each, new StartedProgram(each).times()));
    return new Answer(table(rounds(options)), json());
  }

  private List<String> table(int rounds) {
    List<String> table = new ArrayList<>();
    table.add("%d starts each; ratios are to %s in the same round".formatted(rounds, BASE));
    table.add("main: until main is entered; line: from there to the first byte of the line");
    table.add(
        "%-16s%12s%12s%8s%12s%8s%9s"
            .formatted("", "main", "line", "ratio", "both", "ratio", "classes"));
    contenders.forEach(each -> table.add(row(each)));
    return table;
  }

  private String row(StartContender of) {
    return "%-16s%12s%12s%8s%12s%8s%9d"
        .formatted(
            of,
            time(of, StartTimes::mainNanos),
            time(of, StartTimes::lineNanos),
            Digits.of(findings.ratio(of, StartTimes::lineNanos)),
            time(of, StartTimes::wholeNanos),
            Digits.of(findings.ratio(of, StartTimes::wholeNanos)),
            classes.get(of));
  }

  private String time(StartContender of, ToDoubleFunction<StartTimes> what) {
    return Digits.time(findings.median(of, what));
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (StartContender each : contenders) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("mainNanos", findings.median(each, StartTimes::mainNanos));
      one.put("lineNanos", findings.median(each, StartTimes::lineNanos));
      one.put("lineRatio", findings.ratio(each, StartTimes::lineNanos));
      one.put("wholeRatio", findings.ratio(each, StartTimes::wholeNanos));
      one.put("classes", classes.get(each));
      one.put("rounds", findings.samples(each));
      json.put(each.toString(), one);
    }
    return json;
  }
}
