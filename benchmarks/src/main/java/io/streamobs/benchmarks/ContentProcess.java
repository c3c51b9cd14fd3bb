package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
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

/** Keeps contents in a bundle, beside a loop that only writes them and gives them their names. */
public final class ContentProcess {

  private static final int SIZE = 64 << 10;
  private static final int MOST_ON_THEIR_WAY = 256;
  private static final int IN_A_FRAGMENT = 100;

  private final Path folder;
  private final Random random = new Random(1);
  private final byte[] content = new byte[SIZE];

  private ContentProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * Prints how many contents a second were kept, and how many a bare loop wrote.
   *
   * @param args a folder, and how many contents; the bundle is left in {@code home} there
   */
  public static void main(String[] args) throws IOException {
    System.out.println(new ContentProcess(Path.of(args[0])).measure(Integer.parseInt(args[1])));
  }

  private String measure(int count) throws IOException {
    keep(folder.resolve("warm-up"), count / 4);
    bare(folder.resolve("warm-up-bare"), count / 4);
    double bare = bare(folder.resolve("bare"), count / 2);
    double kept = keep(folder.resolve("home"), count);
    double bareAgain = bare(folder.resolve("bare-again"), count / 2);
    return Numbers.line(kept, (bare + bareAgain) / 2);
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
}
