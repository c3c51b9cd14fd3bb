package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What does a run's bundle cost? A stage that names what it wrote, or hands it over; the fragment
 * that comes after a million; contents that are kept, beside a loop that only writes and renames
 * them; and to check or rebuild it all, beside {@code sha256sum}.
 *
 * <p>On the disk that {@code java.io.tmpdir} is on. Says nothing about a disk that is busy.
 */
final class Bundles implements Question {

  private static final List<String> SMALL_HEAP = List.of("-Xmx64m");
  private static final int MILLION = 1_000_000;
  private static final int CONTENTS = 10_000;

  private static final String COLUMNS = "%-46s%14s%14s%10s";

  private final List<String> table = new ArrayList<>();
  private final Map<String, Object> json = new LinkedHashMap<>();

  @Override
  public Duration estimate(Options options) {
    return Duration.ofSeconds((options.quick() ? 60L : 300L) * options.rounds());
  }

  @Override
  public Answer answer(Options options) throws Exception {
    int share = options.quick() ? 20 : 1;
    List<NamingCost> naming = new ArrayList<>();
    List<FragmentCost> fragments = new ArrayList<>();
    List<ContentCost> contents = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      Progress.say("bundles, round %d of %d", round, options.rounds());
      naming.add(NamingCost.parse(inFolder(NamingProcess.class, JavaProcess.HEAP, 20_000 / share)));
      fragments.add(
          FragmentCost.parse(inFolder(FragmentProcess.class, SMALL_HEAP, MILLION / share)));
      contents.add(contents(CONTENTS / share));
    }
    table.add(COLUMNS.formatted("median of the rounds", "ours", "beside", "ratio"));
    naming(naming);
    fragments(fragments);
    contents(contents);
    return new Answer(table, json);
  }

  private void naming(List<NamingCost> costs) {
    json.put("naming", costs);
    time("output(kind, path), p50", costs, NamingCost::pathP50, c -> Double.NaN);
    time("output(kind, path), p99", costs, NamingCost::pathP99, c -> Double.NaN);
    time("64 kB handed over, p50; a copy of it", costs, NamingCost::bytesP50, NamingCost::copyP50);
    time("64 kB handed over, p99; a copy of it", costs, NamingCost::bytesP99, NamingCost::copyP99);
    time("kept of what was handed over, in 1,000", costs, NamingCost::kept, c -> Double.NaN);
  }

  private void fragments(List<FragmentCost> costs) {
    json.put("fragments", costs);
    amount("fragments in a heap of 64 MB", costs, FragmentCost::fragments, c -> Double.NaN);
    time("a fragment: the last tenth; the first", costs, FragmentCost::last, FragmentCost::first);
    amount(
        "journal bytes a fragment: last tenth; first",
        costs,
        FragmentCost::lastBytes,
        FragmentCost::firstBytes);
    amount("records lost", costs, FragmentCost::lost, c -> Double.NaN);
  }

  private void contents(List<ContentCost> costs) {
    json.put("contents", costs);
    amount("contents of 64 kB a second; bare loop", costs, ContentCost::kept, ContentCost::bare);
    amount("verify, MB a second; sha256sum", costs, ContentCost::verify, ContentCost::sha256sum);
    amount("rebuild, MB a second; sha256sum", costs, ContentCost::rebuild, ContentCost::sha256sum);
    amount(
        "rebuild of journals alone, MB a second",
        costs,
        ContentCost::rebuildJournals,
        ContentCost::sha256sum);
  }

  private <S> void time(
      String what, List<S> costs, ToDoubleFunction<S> ours, ToDoubleFunction<S> beside) {
    double own = median(costs, ours);
    double other = median(costs, beside);
    boolean isCount = what.startsWith("kept");
    row(
        what,
        isCount ? Digits.of(own) : Digits.time(own),
        Double.isNaN(other) ? "" : Digits.time(other),
        costs,
        ours,
        beside);
  }

  private <S> void amount(
      String what, List<S> costs, ToDoubleFunction<S> ours, ToDoubleFunction<S> beside) {
    double other = median(costs, beside);
    row(
        what,
        Digits.of(median(costs, ours)),
        Double.isNaN(other) ? "" : Digits.of(other),
        costs,
        ours,
        beside);
  }

  private <S> void row(
      String what,
      String own,
      String other,
      List<S> costs,
      ToDoubleFunction<S> ours,
      ToDoubleFunction<S> beside) {
    double ratio = median(costs, c -> ours.applyAsDouble(c) / beside.applyAsDouble(c));
    String shown = Double.isNaN(ratio) ? "" : Digits.of(ratio);
    table.add(COLUMNS.formatted(what, own, other, shown).stripTrailing());
  }

  private static <S> double median(List<S> costs, ToDoubleFunction<S> what) {
    double[] values = costs.stream().mapToDouble(what).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** Keeps so many contents, and has the bundle checked by another process. */
  static ContentCost contents(int count) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("benchmark");
    try {
      String place = folder.toString();
      return ContentCost.parse(
          JavaProcess.output(ContentProcess.class, JavaProcess.HEAP, place, Integer.toString(count))
              + " "
              + JavaProcess.output(CheckProcess.class, JavaProcess.HEAP, place));
    } finally {
      delete(folder);
    }
  }

  /** What the process prints at last, which works in a folder of its own. */
  static String inFolder(Class<?> main, List<String> jvm, int count)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("benchmark");
    try {
      return JavaProcess.output(main, jvm, folder.toString(), Integer.toString(count));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
