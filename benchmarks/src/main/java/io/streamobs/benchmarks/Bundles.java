package io.streamobs.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private final CostTable table = new CostTable();
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
    naming(naming);
    fragments(fragments);
    contents(contents);
    return new Answer(table.lines(), json);
  }

  private void naming(List<NamingCost> costs) {
    json.put("naming", costs);
    table.time("output(kind, path), p50", costs, NamingCost::pathP50);
    table.time("output(kind, path), p99", costs, NamingCost::pathP99);
    table.time(
        "64 kB handed over, p50; a copy of it", costs, NamingCost::bytesP50, NamingCost::copyP50);
    table.time(
        "64 kB handed over, p99; a copy of it", costs, NamingCost::bytesP99, NamingCost::copyP99);
    table.amount("kept of what was handed over, in 1,000", costs, NamingCost::kept);
  }

  private void fragments(List<FragmentCost> costs) {
    json.put("fragments", costs);
    table.amount("fragments in a heap of 64 MB", costs, FragmentCost::fragments);
    table.time(
        "a fragment: the last tenth; the first", costs, FragmentCost::last, FragmentCost::first);
    table.amount(
        "journal bytes a fragment: last tenth; first",
        costs,
        FragmentCost::lastBytes,
        FragmentCost::firstBytes);
    table.amount("records lost", costs, FragmentCost::lost);
  }

  private void contents(List<ContentCost> costs) {
    json.put("contents", costs);
    table.amount(
        "contents of 64 kB a second; bare loop", costs, ContentCost::kept, ContentCost::bare);
    table.amount(
        "verify, MB a second; sha256sum", costs, ContentCost::verify, ContentCost::sha256sum);
    table.amount(
        "rebuild, MB a second; sha256sum", costs, ContentCost::rebuild, ContentCost::sha256sum);
    table.amount(
        "rebuild of journals alone, MB a second",
        costs,
        ContentCost::rebuildJournals,
        ContentCost::sha256sum);
  }

  /** Keeps so many contents, and has the bundle checked by another process. */
  static ContentCost contents(int count) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.make()) {
      String place = scratch.path().toString();
      return ContentCost.parse(
          JavaProcess.output(ContentProcess.class, JavaProcess.HEAP, place, Integer.toString(count))
              + " "
              + JavaProcess.output(CheckProcess.class, JavaProcess.HEAP, place));
    }
  }

  /** What the process prints at last, which works in a folder of its own. */
  static String inFolder(Class<?> main, List<String> jvm, int count)
      throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.make()) {
      return JavaProcess.output(main, jvm, scratch.path().toString(), Integer.toString(count));
    }
  }
}
