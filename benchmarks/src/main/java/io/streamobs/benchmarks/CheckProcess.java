package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.Overflow;
import io.streamobs.RunScope;
import io.streamobs.assets.BundleRebuild;
import io.streamobs.assets.BundleVerification;
import io.streamobs.assets.RunBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Checks and rebuilds a bundle that another process left, beside {@code sha256sum}. */
public final class CheckProcess {

  private static final int JOURNALLED = 20_000;
  private static final double MB = 1 << 20;

  private CheckProcess() {}

  /**
   * Prints megabytes a second: of a verification, a rebuild, {@code sha256sum} of the same files,
   * and the rebuild of a bundle that has next to nothing but journals.
   *
   * @param args a folder, with the bundle in {@code home}
   */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).resolve("home");
    Path bundle = bundle(home);
    double megabytes = bytes(bundle) / MB;
    double sum = sha256sum(bundle);
    double verify = seconds(() -> requireSound(bundle));
    double rebuild = seconds(() -> BundleRebuild.of(home, bundle));
    double sumAgain = sha256sum(bundle);
    System.out.println(
        Numbers.line(
            megabytes / verify,
            megabytes / rebuild,
            megabytes * 2 / (sum + sumAgain),
            rebuildJournals(Path.of(args[0]).resolve("journals"))));
  }

  private static Path bundle(Path home) throws IOException {
    try (Stream<Path> runs = Files.list(home.resolve("runs").resolve("stream-42"))) {
      return runs.findAny().orElseThrow();
    }
  }

  private static void requireSound(Path bundle) throws IOException {
    BundleVerification verification = BundleVerification.of(bundle);
    if (!verification.isSound()) {
      throw new IOException(verification.problems().toString());
    }
  }

  private static long bytes(Path bundle) throws IOException {
    try (Stream<Path> files = Files.walk(bundle)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static double sha256sum(Path bundle) throws Exception {
    return seconds(
        () -> {
          Process process =
              new ProcessBuilder("sha256sum", "-c", "--quiet", "checksums.sha256")
                  .directory(bundle.toFile())
                  .inheritIO()
                  .start();
          if (process.waitFor() != 0) {
            throw new IOException("sha256sum refused the bundle");
          }
        });
  }

  private static double rebuildJournals(Path home) throws Exception {
    try (Obs obs =
            Obs.builder()
                .standalone()
                .home(home)
                .overflow(Overflow.WAIT)
                .closeDeadline(Duration.ofMinutes(2))
                .plugin(RunBundles.builder().logBytes(0).build())
                .open();
        RunScope run = obs.run("stream-42").open()) {
      for (int seq = 0; seq < JOURNALLED; seq++) {
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment.stage("normalise").run(stage -> {});
        }
      }
    }
    Path bundle = bundle(home);
    return bytes(bundle) / MB / seconds(() -> BundleRebuild.of(home, bundle));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
