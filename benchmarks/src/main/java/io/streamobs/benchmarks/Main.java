package io.streamobs.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Measures the parts that it is asked for, prints a table of each, and keeps them; or has a home
 * soak.
 */
public final class Main {

  private Main() {}

  /**
   * @param args the folder for the results, then the user's options
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Work work;
    try {
      work = work(Arrays.copyOfRange(args, 1, args.length), folder);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    LogbackContext.fresh(); // from JDK 25 on it would tell of every process that is started
    work.run();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Work work(String[] words, Path folder) {
    if (words.length > 0 && words[0].equals("soak")) {
      SoakOptions options = SoakOptions.of(Arrays.copyOfRange(words, 1, words.length));
      return () -> soak(options, folder);
    }
    Options options = Options.of(words);
    return () -> measure(options, folder);
  }

  private static void soak(SoakOptions options, Path folder) throws Exception {
    Progress.say("about %d minutes", options.minutes());
    if (!Soak.run(options, Files.createDirectories(folder.resolve("results")))) {
      System.exit(1);
    }
  }

  private static void measure(Options options, Path folder) throws Exception {
    announce(options);
    Results results = new Results(folder, options);
    results.begin();
    for (Part part : options.parts()) {
      results.add(part, part.question().answer(options));
    }
    Progress.say(
        "results are in %s and %s", folder.resolve("results.txt"), folder.resolve("results"));
  }

  private static void announce(Options options) {
    Duration all =
        options.parts().stream()
            .map(part -> part.question().estimate(options))
            .reduce(Duration.ZERO, Duration::plus);
    String each =
        options.parts().stream()
            .map(part -> part + " " + minutes(part.question().estimate(options)))
            .collect(Collectors.joining(", "));
    Progress.say("about %s (%s)", minutes(all), each);
  }

  private static String minutes(Duration time) {
    return time.compareTo(Duration.ofSeconds(90)) < 0
        ? time.toSeconds() + " s"
        : Math.round(time.toSeconds() / 60.0) + " min";
  }
}
