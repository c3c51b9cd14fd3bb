package io.streamobs.examples.live;

import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.assets.RunBundles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the demo: gets the tools, has a {@link LiveWorker} work, checks and tells. */
final class DemoJob {
  private static final Logger log = LoggerFactory.getLogger(DemoJob.class);

  private final RunScope run;
  private final Path home;
  private final DemoOptions options;
  private final Progress progress;

  DemoJob(RunScope run, Path home, DemoOptions options, Progress progress) {
    this.run = run;
    this.home = home;
    this.options = options;
    this.progress = progress;
  }

  void run(PrintStream err) throws DemoFailure, IOException {
    long started = System.nanoTime();
    Ffmpeg ffmpeg = run.stage("locate").call(this::ffmpeg);
    Path media = options.media() != null ? options.media() : clip(ffmpeg);
    Path directory = home.resolve("hls").resolve(run.runId());
    HlsPublisher publisher = new HlsPublisher(ffmpeg, directory);
    LiveWorker worker = new LiveWorker(ffmpeg, publisher, options.faults(), progress);
    RunSummary summary = worker.work(run, media);
    run.stage("check").run(stage -> check(stage, publisher));
    tell(err, summary, Duration.ofNanos(System.nanoTime() - started), publisher.playlist());
  }

  private Ffmpeg ffmpeg(StageScope stage) throws DemoFailure {
    Path tools = Path.of(System.getProperty("demo.tools", home.resolve("tools").toString()));
    Ffmpeg ffmpeg = FfmpegLocator.ofSystem(tools).find();
    stage.attribute("ffmpeg", ffmpeg.version());
    return ffmpeg;
  }

  private Path clip(Ffmpeg ffmpeg) throws IOException {
    return run.stage("clip")
        .call(
            stage -> {
              Path clip = DemoClip.make(ffmpeg, home.resolve("media"));
              stage.output("media", clip);
              return clip;
            });
  }

  /** The stream is there already: where it cannot be served here, that is a flaw and no failure. */
  private static void check(StageScope stage, HlsPublisher publisher) {
    stage.input("playlist", publisher.playlist());
    try {
      int segments = new PlaybackCheck(publisher.directory()).check(Playlist.NAME);
      log.info("The playlist can be fetched and offers {} segments", segments);
    } catch (IOException e) {
      log.warn("The playlist could not be fetched", e);
      stage.degrade("the playlist could not be fetched");
    }
  }

  private void tell(PrintStream err, RunSummary summary, Duration elapsed, Path playlist) {
    err.printf("run        %s of stream %s%n", run.runId(), options.streamId());
    err.printf("fragments  %d: %s%n", summary.count(), summary.byOutcome());
    err.printf("took       %s%n", summary.pace(elapsed));
    err.printf("playlist   %s%n", playlist);
    err.printf("bundle     %s%n", RunBundles.folder(home, run.context()));
    err.printf(
        "log        is on stdout: ./demo 2>/dev/null | jq -c 'select(.level != \"INFO\")'%n");
    warnOfUnusedFault(err, summary);
  }

  private void warnOfUnusedFault(PrintStream err, RunSummary summary) {
    long sequence = options.faults().sequence();
    if (sequence > summary.count()) {
      err.printf(
          "note       --fail-at %d did nothing, there are only %d fragments%n",
          sequence, summary.count());
    }
  }
}
