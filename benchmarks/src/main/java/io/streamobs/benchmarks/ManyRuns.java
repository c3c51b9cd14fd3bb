package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.assets.RunBundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fills a home with runs that ended long ago. Each is a copy, under ids of its own, of one that the
 * library wrote, so that it has what a bundle has.
 */
public final class ManyRuns {

  private static final Duration YOUNGEST = Duration.ofDays(2);
  private static final Duration OLDEST = Duration.ofDays(90);
  private static final String STREAM = "stream-%03d";
  private static final String RUN = "run-%06d";

  private final Path home;
  private final int streams;
  private final int runs;
  private final Instant now = Instant.now();

  private ManyRuns(Path home, int streams, int runs) {
    this.home = home;
    this.streams = streams;
    this.runs = runs;
  }

  /** A file of a bundle, by its place in it, and how long before the last one it was written. */
  private record Part(Path below, String content, Duration beforeLast) {}

  /**
   * Prints a {@link MadeRuns}.
   *
   * @param args a home that is not there yet, how many streams, and how many runs of each
   */
  public static void main(String[] args) throws IOException {
    int streams = Integer.parseInt(args[1]);
    System.out.println(new ManyRuns(Path.of(args[0]), streams, Integer.parseInt(args[2])).make());
  }

  private MadeRuns make() throws IOException {
    List<Part> parts;
    try (Scratch scratch = Scratch.make()) {
      parts = parts(written(scratch.path()));
    }
    // By age: so streams go on beside each other, as they do in a worker.
    for (int run = 0; run < runs; run++) {
      for (int stream = 0; stream < streams; stream++) {
        copy(parts, stream, run);
      }
    }
    long bytes = parts.stream().mapToLong(part -> part.content().length()).sum();
    return new MadeRuns((long) streams * runs, parts.size(), bytes);
  }

  private static Path written(Path home) {
    try (Obs obs = Obs.builder().standalone().home(home).plugin(RunBundles.ofDefaults()).open();
        RunScope run = obs.run(STREAM.formatted(0)).runId(RUN.formatted(0)).open()) {
      try (FragmentScope fragment = run.fragment(0).open()) {
        fragment.stage("normalise").run(stage -> stage.config("target_lufs", -23));
      }
      return RunBundles.folder(home, run.context());
    }
  }

  private static List<Part> parts(Path bundle) throws IOException {
    Map<Path, Instant> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.put(file, Files.getLastModifiedTime(file).toInstant());
      }
    }
    Instant last = Collections.max(written.values());
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<Path, Instant> each : written.entrySet()) {
      Path file = each.getKey();
      // Of one byte a character: all that is there comes out again as it was.
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      Duration beforeLast = Duration.between(each.getValue(), last);
      parts.add(new Part(bundle.relativize(file), content, beforeLast));
    }
    return parts;
  }

  private void copy(List<Part> parts, int stream, int run) throws IOException {
    String streamId = STREAM.formatted(stream);
    String runId = RUN.formatted(run);
    Path bundle = home.resolve("runs").resolve(streamId).resolve(runId);
    Instant last = now.minus(age(stream, run));
    for (Part part : parts) {
      Path file = bundle.resolve(part.below());
      Files.createDirectories(file.getParent());
      String content =
          part.content().replace(STREAM.formatted(0), streamId).replace(RUN.formatted(0), runId);
      Files.writeString(file, content, StandardCharsets.ISO_8859_1);
      Files.setLastModifiedTime(file, FileTime.from(last.minus(part.beforeLast())));
    }
  }

  private Duration age(int stream, int run) {
    long n = (long) run * streams + stream;
    return OLDEST.minus(OLDEST.minus(YOUNGEST).multipliedBy(n).dividedBy((long) runs * streams));
  }
}
