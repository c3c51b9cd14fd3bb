package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.assets.RunBundles;
import io.streamobs.retention.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs stages at an even pace in a worker, while old runs of its home are deleted, or none is. */
public final class PurgedStageProcess {

  private static final int PER_SECOND = 1_000;
  private static final int WARM_UP_PER_SECOND = 20_000;
  private static final int IN_A_FRAGMENT = 100;
  private static final int MOST_SECONDS = 600;

  private final Path folder;

  private PurgedStageProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * Prints a {@link PurgedStage}.
   *
   * @param args a folder, with the {@code home}; for how many milliseconds the code is warmed up,
   *     and for how many it is measured, or 0 until a purge is over
   */
  public static void main(String[] args) {
    PurgedStageProcess process = new PurgedStageProcess(Path.of(args[0]));
    process.warmUp(Integer.parseInt(args[1]));
    System.out.println(process.measure(Integer.parseInt(args[2])));
  }

  private void warmUp(int millis) {
    try (Obs obs = open(folder.resolve("warm-up"), new PurgeHeard())) {
      run(obs, WARM_UP_PER_SECOND, during(millis));
    }
  }

  private static Obs open(Path home, PurgeHeard heard) {
    return Obs.builder()
        .standalone()
        .home(home)
        .sink(heard)
        .plugin(RunBundles.ofDefaults())
        .plugin(
            Retention.builder()
                .policies(PurgeProcess.policies())
                .every(Duration.ofMillis(100))
                .build())
        .open();
  }

  private static BooleanSupplier during(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    return () -> System.nanoTime() < end;
  }

  private PurgedStage measure(int millis) {
    PurgeHeard heard = new PurgeHeard();
    try (Obs obs = open(folder.resolve("home"), heard)) {
      long start = System.nanoTime();
      double[] nanos = run(obs, PER_SECOND, millis == 0 ? () -> !heard.isOver() : during(millis));
      double seconds = (System.nanoTime() - start) / 1e9;
      obs.flush(Duration.ofSeconds(5));
      return new PurgedStage(
          Numbers.percentile(nanos, 50),
          Numbers.percentile(nanos, 99),
          nanos.length,
          seconds,
          lost(obs.health()));
    }
  }

  private static double lost(Health health) {
    return health.queue().dropped() + health.sinks().stream().mapToLong(Ledger::dropped).sum();
  }

  /** The times of single calls. */
  private static double[] run(Obs obs, int perSecond, BooleanSupplier goesOn) {
    double[] nanos = new double[perSecond * MOST_SECONDS];
    int calls = 0;
    Beat beat = new Beat(perSecond);
    try (RunScope run = obs.run("stream-live").open()) {
      while (calls < nanos.length && goesOn.getAsBoolean()) {
        try (FragmentScope fragment = run.fragment(calls / IN_A_FRAGMENT).open()) {
          for (int i = 0; i < IN_A_FRAGMENT && calls < nanos.length; i++) {
            long start = beat.await();
            fragment.stage("normalise").run(stage -> {});
            nanos[calls++] = System.nanoTime() - start;
          }
        }
      }
    }
    return Arrays.copyOf(nanos, calls);
  }
}
