package io.streamobs.benchmarks;

import io.streamobs.retention.HomeRetention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does a home stay within its bounds while a worker writes past them for as long as one likes, is
 * killed now and then, and has somebody pin a run? Another process, this one, looks each second at
 * what is there, and at the end at everything.
 */
final class Soak {

  private static final Duration BETWEEN_KILLS = Duration.ofMinutes(4);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double PIN_AFTER_SECONDS = 30;

  private final SoakOptions options;
  private final Path home;
  private final SoakWorkers workers;
  private final List<HomeUsage> samples = new ArrayList<>();
  private final List<Double> kills = new ArrayList<>();
  private final long start = System.nanoTime();
  private String pinned = "";

  private Soak(SoakOptions options, Path folder) throws IOException {
    this.options = options;
    this.home = Files.createDirectories(folder.resolve("home"));
    Duration time = Duration.ofMinutes(options.minutes() + 10L);
    Path errors = folder.resolve("errors");
    this.workers = new SoakWorkers(SoakBounds.jvm(folder, home, time), errors);
  }

  /**
   * @param results where the samples and the summary go
   * @return whether everything was as it should be
   */
  static boolean run(SoakOptions options, Path results) throws Exception {
    Path folder = Files.createTempDirectory("soak");
    Soak soak = new Soak(options, folder);
    soak.go();
    SoakCheck check = new SoakCheck(soak.home, soak.workers, soak.pinned);
    soak.keep(results, new SoakSummary(soak.samples, soak.kills, check).lines());
    if (check.problems().isEmpty()) {
      new Scratch(folder).close();
    } else {
      Progress.say("for a look, everything is left in %s", folder);
    }
    return check.problems().isEmpty();
  }

  private void go() throws IOException, InterruptedException {
    Duration betweenKills =
        Duration.ofSeconds(Math.min(BETWEEN_KILLS.toSeconds(), options.minutes() * 15L));
    double nextKill = betweenKills.toSeconds();
    double end = options.minutes() * 60.0;
    workers.start();
    for (double now = 0; now < end; now = awaitNext()) {
      samples.add(HomeUsage.of(home, now));
      if (pinned.isEmpty() && now > PIN_AFTER_SECONDS) {
        pin();
      }
      if (now > nextKill) {
        kill(now);
        nextKill += betweenKills.toSeconds();
      }
      if (!workers.isAlive()) {
        throw new IOException("the worker ended; see " + home.resolveSibling("errors"));
      }
      tell(now);
    }
    workers.stop();
    samples.add(HomeUsage.of(home, seconds()));
  }

  private double seconds() {
    return (System.nanoTime() - start) / (double) SECOND;
  }

  private double awaitNext() {
    long next = start + samples.size() * SECOND;
    for (long now = System.nanoTime(); now < next; now = System.nanoTime()) {
      LockSupport.parkNanos(next - now);
    }
    return seconds();
  }

  private void pin() throws IOException {
    if (workers.over().isEmpty()) {
      return;
    }
    pinned = workers.over().keySet().iterator().next();
    String[] ids = pinned.split("/");
    HomeRetention.of(home)
        .actor("a soak")
        .build()
        .pin(ids[0], ids[1], "to see that it stays", Instant.now().plus(Duration.ofDays(1)));
  }

  private void kill(double now) throws IOException, InterruptedException {
    workers.kill();
    kills.add(now);
    workers.start();
  }

  private void tell(double now) {
    if (samples.size() % 60 == 1) {
      HomeUsage last = samples.get(samples.size() - 1);
      Progress.say(
          "soak, minute %.0f of %d: %,d bytes of runs, %,d of logs",
          now / 60, options.minutes(), last.runs(), last.logs());
    }
  }

  private void keep(Path results, List<String> summary) throws IOException {
    List<String> csv = new ArrayList<>(List.of(HomeUsage.CSV_HEAD));
    samples.forEach(sample -> csv.add(sample.csv()));
    Files.write(results.resolve("soak.csv"), csv);
    List<String> told = new ArrayList<>(List.of(Machine.description(), "", "== soak"));
    told.addAll(summary);
    Files.write(results.resolve("soak.txt"), told);
    told.forEach(System.out::println);
    if (options.plot() != null) {
      Files.writeString(options.plot(), new SoakPlot(samples, kills).svg());
    }
    Progress.say("results are in %s", results);
  }
}
