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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Keeps contents in a bundle, and checks it, beside what has to be done anyway. */
public final class ContentProcess {

  private static final int SIZE = 64 << 10;
  private static final int MOST_ON_THEIR_WAY = 256;
  private static final int IN_A_FRAGMENT = 100;
  private static final int JOURNALLED = 20_000;
  private static final double MB = 1 << 20;

  private final Path folder;
  private final Random random = new Random(1);
  private final byte[] content = new byte[SIZE];

  private ContentProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * Prints a {@link ContentCost}.
   *
   * @param args a folder, and how many contents
   */
  public static void main(String[] args) throws Exception {
    System.out.println(new ContentProcess(Path.of(args[0])).measure(Integer.parseInt(args[1])));
  }

  private ContentCost measure(int count) throws Exception {
    keep(folder.resolve("warm-up"), count / 4);
    bare(folder.resolve("warm-up-bare"), count / 4);
    double bare = bare(folder.resolve("bare"), count / 2);
    double kept = keep(folder.resolve("home"), count);
    double bareAgain = bare(folder.resolve("bare-again"), count / 2);
    Path home = folder.resolve("home");
    Path bundle = bundle(home);
    double megabytes = bytes(bundle) / MB;
    double sum = sha256sum(bundle);
    double verify = seconds(() -> requireSound(bundle));
    double rebuild = seconds(() -> BundleRebuild.of(home, bundle));
    double sumAgain = sha256sum(bundle);
    return new ContentCost(
        kept,
        (bare + bareAgain) / 2,
        megabytes / verify,
        megabytes / rebuild,
        megabytes * 2 / (sum + sumAgain),
        rebuildJournals());
  }

  private void fill(int n) {
    if (n % IN_A_FRAGMENT == 0) {
      random.nextBytes(content);
    }
    content[0] = 0; // in no text
    content[1] = (byte) n;
    content[2] = (byte) (n >> 8);
  }

  private double keep(Path home, int count) {
    Instant until = Instant.now().plus(Duration.ofHours(1));
    RunBundles bundles = RunBundles.builder().capture("a benchmark", until, 1L << 50).build();
    Recorded recorded = new Recorded();
    try (Obs obs = Obs.builder().standalone().home(home).plugin(bundles).sink(recorded).open();
        RunScope run = obs.run("stream-42").open()) {
      long start = System.nanoTime();
      for (int n = 0; n < count; ) {
        try (FragmentScope fragment = run.fragment(n / IN_A_FRAGMENT).open()) {
          int first = n;
          fragment
              .stage("normalise")
              .run(
                  stage -> {
                    for (int i = first; i < Math.min(count, first + IN_A_FRAGMENT); i++) {
                      awaitRoom(recorded, i);
                      fill(i);
                      stage.output("segment", content);
                    }
                  });
          n = first + IN_A_FRAGMENT;
        }
      }
      int kept = recorded.awaitAll(count);
      return kept / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void awaitRoom(Recorded recorded, int handedOver) {
    while (handedOver - recorded.all() >= MOST_ON_THEIR_WAY) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
  }

  private double bare(Path target, int count) throws IOException {
    Files.createDirectories(target);
    long start = System.nanoTime();
    for (int n = 0; n < count; n++) {
      fill(n);
      Path part = target.resolve(".part-" + n);
      Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(part, target.resolve("segment." + n + ".bin"), StandardCopyOption.ATOMIC_MOVE);
    }
    return count / ((System.nanoTime() - start) / 1e9);
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

  private double rebuildJournals() throws Exception {
    Path home = folder.resolve("journals");
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
