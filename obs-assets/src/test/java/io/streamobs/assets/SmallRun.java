package io.streamobs.assets;

import io.streamobs.ErrorCode;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** A few short runs of everything, on a disk that is looked at. */
final class SmallRun {

  /** What a host does next. */
  enum Step {
    FRAGMENT,
    FAILING_FRAGMENT,
    DEGRADED_FRAGMENT,
    STAGE,
    OTHER_RUN,
    FLUSH,
    /**
     * Waits until something was made of the journals; and they were forced, where that is often.
     */
    WAIT
  }

  static final Duration OFTEN = Duration.ofMillis(100);
  static final Duration SELDOM = Duration.ofHours(1);

  /** All of it once, and what matters most twice. */
  static final List<Step> EVERYTHING =
      List.of(
          Step.STAGE,
          Step.FRAGMENT,
          Step.FAILING_FRAGMENT,
          Step.WAIT,
          Step.FRAGMENT,
          Step.DEGRADED_FRAGMENT,
          Step.WAIT,
          Step.FAILING_FRAGMENT,
          Step.FRAGMENT,
          Step.FAILING_FRAGMENT);

  /** Enough for files to be made of what a cut takes from the journal. */
  static final List<Step> UNFORCED =
      List.of(Step.FRAGMENT, Step.FAILING_FRAGMENT, Step.WAIT, Step.FRAGMENT);

  private static final ErrorCode LOST =
      ErrorCode.of("LIVE-SEG-001", "A segment is lost.", "See the cause.");

  private final RecordingDisk disk;
  private final Obs obs;
  private final Duration sync;
  private long seq;

  private SmallRun(RecordingDisk disk, Obs obs, Duration sync) {
    this.disk = disk;
    this.obs = obs;
    this.sync = sync;
  }

  static Obs open(Path home, Disk disk, RecordSink lines) {
    return open(home, disk, lines, OFTEN);
  }

  private static Obs open(Path home, Disk disk, RecordSink lines, Duration sync) {
    return Obs.builder()
        .standalone()
        .home(home)
        .sink(lines)
        .plugin(
            RunBundles.builder()
                .disk(disk)
                .syncEvery(sync)
                .capture("a test", Instant.now().plusSeconds(600), 1 << 20)
                .build())
        .open();
  }

  /**
   * What the disk was asked for.
   *
   * @param sync how often journals are forced
   */
  static RecordingDisk in(Path home, List<Step> steps, Duration sync) throws IOException {
    RecordingDisk disk = new RecordingDisk(home);
    try (Obs obs = open(home, disk, new LineSink(), sync);
        RunScope run = obs.run("stream-42").stages("ingest", "normalise", "publish").open()) {
      SmallRun host = new SmallRun(disk, obs, sync);
      steps.forEach(step -> host.take(step, run));
    }
    return disk;
  }

  private void take(Step step, RunScope run) {
    switch (step) {
      case FRAGMENT -> fragment(run, ++seq);
      case FAILING_FRAGMENT -> failingFragment(run, ++seq);
      case DEGRADED_FRAGMENT -> degradedFragment(run, ++seq);
      case STAGE -> run.stage("ingest").run(stage -> stage.output("audio", new byte[10]));
      case OTHER_RUN -> otherRun();
      case FLUSH -> obs.flush(Duration.ofSeconds(10));
      case WAIT -> awaitManifests(run);
    }
  }

  static void fragment(RunScope run, long seq) {
    try (FragmentScope fragment = run.fragment(seq).open()) {
      fragment.stage("normalise").run(stage -> {});
      fragment.stage("publish").run(stage -> stage.output("segment", content(seq)));
    }
  }

  // In no text, and of any two fragments another one.
  private static byte[] content(long seq) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putLong(Integer.BYTES, seq).array();
  }

  static void failingFragment(RunScope run, long seq) {
    try (FragmentScope fragment = run.fragment(seq).open();
        StageScope stage = fragment.stage("publish").open()) {
      stage.fail(LOST, new IllegalStateException("no room"));
    }
  }

  private static void degradedFragment(RunScope run, long seq) {
    try (FragmentScope fragment = run.fragment(seq).open()) {
      fragment.stage("normalise").run(stage -> stage.degrade("silence"));
    }
  }

  private void otherRun() {
    try (RunScope other = obs.run("stream-43").open()) {
      fragment(other, ++seq);
    }
  }

  // A stage of its own changes them in any case.
  private void awaitManifests(RunScope run) {
    long manifests = disk.renamedTo("manifest.json");
    long forced = disk.forced("journal-");
    run.stage("ingest").run(stage -> {});
    obs.flush(Duration.ofSeconds(10));
    Awaitility.await()
        .until(
            () ->
                disk.renamedTo("manifest.json") > manifests
                    && (sync.equals(SELDOM) || disk.forced("journal-") > forced));
  }
}
