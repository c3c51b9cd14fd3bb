package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.Overflow;
import io.streamobs.RunScope;
import io.streamobs.assets.RunBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Has many fragments in one run, each with two stages that name what they read and wrote. */
public final class FragmentProcess {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int WARM_UP = 20_000;
  private static final int PARTS = 10;

  private FragmentProcess() {}

  /**
   * Prints a {@link FragmentCost}.
   *
   * @param args a folder, and how many fragments
   */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    int fragments = Integer.parseInt(args[1]);
    try (Obs obs =
        Obs.builder()
            .standalone()
            .home(home)
            .overflow(Overflow.WAIT)
            .closeDeadline(LONG)
            .plugin(RunBundles.ofDefaults())
            .open()) {
      try (RunScope run = obs.run("warm-up").open()) {
        write(obs, run, 0, Math.min(WARM_UP, fragments));
      }
      System.out.println(measure(obs, home, fragments));
    }
  }

  private static FragmentCost measure(Obs obs, Path home, int fragments) throws IOException {
    int part = fragments / PARTS;
    try (RunScope run = obs.run("stream-42").open()) {
      Path bundle = RunBundles.folder(home, run.context());
      double first = write(obs, run, 0, part);
      double firstBytes = (double) journal(bundle) / part;
      write(obs, run, part, fragments - 2 * part);
      long before = journal(bundle);
      double last = write(obs, run, fragments - part, part);
      double lastBytes = (double) (journal(bundle) - before) / part;
      long lost =
          obs.health().sinks().stream().mapToLong(sink -> sink.dropped()).sum()
              + obs.health().queue().dropped();
      return new FragmentCost(fragments, first, last, firstBytes, lastBytes, lost);
    }
  }

  /** Nanoseconds for one, until all of it is in the journal. */
  private static double write(Obs obs, RunScope run, int from, int count) {
    long start = System.nanoTime();
    for (int seq = from; seq < from + count; seq++) {
      try (FragmentScope fragment = run.fragment(seq).open()) {
        fragment.stage("ingest").run(stage -> stage.output("chunk", new byte[0]));
        fragment.stage("normalise").run(stage -> stage.input("chunk", new byte[0]));
      }
    }
    obs.flush(LONG);
    return (double) (System.nanoTime() - start) / count;
  }

  private static long journal(Path bundle) throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("journal-"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
