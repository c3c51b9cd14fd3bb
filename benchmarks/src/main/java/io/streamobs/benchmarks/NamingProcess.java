package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.assets.RunBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;

/** Names outputs and hands them over, a hundred in a stage, and waits until they are kept. */
public final class NamingProcess {

  private static final int SIZE = 64 << 10;
  // Less than a stage takes.
  private static final int IN_A_STAGE = 100;

  private final RunScope run;
  private final byte[] content = new byte[SIZE];
  private final Path file;
  private final Recorded recorded;
  private final Pause pause = Pause.calibrated();
  private long fragments;
  private int contents;
  // For the copy not to be optimised away.
  private byte[] copy = content;

  private NamingProcess(RunScope run, Path file, Recorded recorded) {
    this.run = run;
    this.file = file;
    this.recorded = recorded;
    new Random(1).nextBytes(content);
  }

  /**
   * Prints a {@link NamingCost}.
   *
   * @param args a folder, and how many calls of each kind
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int calls = Integer.parseInt(args[1]);
    Path file = Files.write(folder.resolve("audio.wav"), new byte[SIZE]);
    Instant until = Instant.now().plus(Duration.ofHours(1));
    RunBundles bundles = RunBundles.builder().capture("a benchmark", until, 1L << 50).build();
    Recorded recorded = new Recorded();
    try (Obs obs =
            Obs.builder()
                .standalone()
                .home(folder.resolve("home"))
                .plugin(bundles)
                .sink(recorded)
                .open();
        RunScope run = obs.run("stream-42").open()) {
      NamingProcess process = new NamingProcess(run, file, recorded);
      process.measureAll(calls);
      recorded.begin();
      double[][] times = process.measureAll(calls);
      double kept = 1_000.0 * recorded.awaitAll(2 * calls) / (2 * calls);
      System.out.println(
          new NamingCost(
              Numbers.percentile(times[0], 50),
              Numbers.percentile(times[0], 99),
              Numbers.percentile(times[1], 50),
              Numbers.percentile(times[1], 99),
              Numbers.percentile(times[2], 50),
              Numbers.percentile(times[2], 99),
              kept));
    }
  }

  private double[][] measureAll(int calls) {
    return new double[][] {
      measure(calls, true, stage -> stage.output("audio", file)),
      measure(calls, true, stage -> stage.output("segment", another())),
      measure(calls, false, stage -> copy = content.clone())
    };
  }

  // In no text, and not there yet.
  private byte[] another() {
    content[0] = 0;
    content[1] = (byte) ++contents;
    content[2] = (byte) (contents >> 8);
    content[3] = (byte) (contents >> 16);
    return content;
  }

  private double[] measure(int calls, boolean names, Consumer<StageScope> call) {
    double[] nanos = new double[calls];
    for (int n = 0; n < calls; ) {
      int before = recorded.all();
      int first = n;
      try (FragmentScope fragment = run.fragment(fragments++).open();
          StageScope stage = fragment.stage("normalise").open()) {
        for (int i = 0; i < IN_A_STAGE && n < calls; i++) {
          pause.take();
          long start = System.nanoTime();
          call.accept(stage);
          nanos[n++] = System.nanoTime() - start;
        }
        stage.succeed();
      }
      if (names) {
        recorded.awaitAll(before + n - first);
      }
    }
    return nanos;
  }
}
