package io.streamobs.examples.batch;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.examples.live.FfmpegLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The job: from a film to the places where somebody speaks in it. No fragments: each stage runs
 * once, and its manifest has all of it.
 */
public final class BatchJob {

  private final Tool ffmpeg;

  BatchJob(Tool ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Runs the job and ends the JVM.
   *
   * @param args the film, and the home: results lie in it, and the run's bundle
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !Files.isReadable(Path.of(args[0]))) {
      System.err.println("usage: BatchJob FILM HOME, with a film that can be read");
      System.exit(2);
    }
    Path home = Path.of(args[1]).toAbsolutePath();
    Path program = FfmpegLocator.program(home.resolve("tools")).orElseThrow();
    try (Obs obs = Obs.builder().service("batch-dub").component("job").home(home).open()) {
      new BatchJob(new Tool(program)).run(obs, Path.of(args[0]).toAbsolutePath(), home);
    }
  }

  /**
   * @return the segments, aligned
   */
  Path run(Obs obs, Path film, Path home) throws IOException {
    String name = String.valueOf(film.getFileName());
    try (RunScope run = obs.run(name).stages("demux", "analysis", "alignment").open()) {
      Path folder = Files.createDirectories(home.resolve("batch").resolve(run.runId()));
      Path audio = run.stage("demux").call(stage -> new Demux(ffmpeg).run(stage, film, folder));
      Path segments = run.stage("analysis").call(stage -> Analysis.USUAL.run(stage, audio, folder));
      return run.stage("alignment")
          .call(stage -> Alignment.USUAL.run(stage, audio, segments, folder));
    }
  }
}
