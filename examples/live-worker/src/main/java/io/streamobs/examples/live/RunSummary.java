package io.streamobs.examples.live;

import io.streamobs.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a run, for the people who watch it. */
final class RunSummary {
  private final Map<Outcome, Long> fragments = new EnumMap<>(Outcome.class);
  private long mediaMillis;

  void add(Outcome outcome, Duration length) {
    fragments.merge(outcome, 1L, Long::sum);
    mediaMillis += length.toMillis();
  }

  long count(Outcome outcome) {
    return fragments.getOrDefault(outcome, 0L);
  }

  long count() {
    return fragments.values().stream().mapToLong(Long::longValue).sum();
  }

  long mediaMillis() {
    return mediaMillis;
  }

  /** {@code 10 success, 1 degraded, 1 failure}; what did not happen is left out. */
  String byOutcome() {
    return Stream.of(Outcome.values())
        .filter(outcome -> count(outcome) > 0)
        .map(outcome -> count(outcome) + " " + outcome.json())
        .collect(Collectors.joining(", "));
  }

  /** How much faster than live the worker is: under 1 it would fall behind. */
  String pace(Duration elapsed) {
    double media = mediaMillis / 1000.0;
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    return String.format(
        Locale.ROOT, "%.1f s of media in %.1f s, %.1fx realtime", media, seconds, media / seconds);
  }
}
