package io.streamobs.benchmarks;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.assets.RunBundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream of a worker: a run after the other, each of fragments at an even pace. */
final class SoakStream implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("live.dub.Normaliser");
  private static final int LINES_A_FRAGMENT = 20;
  private static final int ONE_FAILS_OF = 10;

  private final Obs obs;
  private final String stream;
  private final AtomicBoolean ending;
  private final int fragments;
  private final long everyNanos;
  private final int contentBytes;
  private int runs;

  private SoakStream(
      Obs obs, String stream, AtomicBoolean ending, int fragments, int everyMillis, int bytes) {
    this.obs = obs;
    this.stream = stream;
    this.ending = ending;
    this.fragments = fragments;
    this.everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMillis);
    this.contentBytes = bytes;
  }

  /** Runs of 20 seconds, some 200 kB a second. */
  static SoakStream busy(Obs obs, String stream, AtomicBoolean ending) {
    return new SoakStream(obs, stream, ending, 40, 500, 90_000);
  }

  /** Runs of three minutes, with little in them. */
  static SoakStream steady(Obs obs, String stream, AtomicBoolean ending) {
    return new SoakStream(obs, stream, ending, 90, 2_000, 10_000);
  }

  @Override
  public void run() {
    runs = ThreadLocalRandom.current().nextInt(ONE_FAILS_OF);
    while (!ending.get()) {
      oneRun();
    }
  }

  private void oneRun() {
    String id;
    try (RunScope run = obs.run(stream).stages("ingest", "normalise", "publish").open()) {
      id = stream + " " + run.runId();
      Path bundle = RunBundles.folder(Path.of(System.getProperty("obs.home")), run.context());
      boolean told = false;
      for (int seq = 0; seq < fragments && !ending.get(); seq++) {
        fragment(run, seq);
        LockSupport.parkNanos(everyNanos);
        if (!told && Files.exists(bundle)) {
          told = true;
          System.out.println("begun " + id);
        }
      }
      if (++runs % ONE_FAILS_OF == 0) {
        run.fail(new IllegalStateException("the source went away"));
      }
    }
    System.out.println("ended " + id);
  }

  private void fragment(RunScope run, int seq) {
    byte[] content = new byte[contentBytes];
    ThreadLocalRandom.current().nextBytes(content);
    content[0] = 0; // in no text
    try (FragmentScope fragment = run.fragment(seq).open()) {
      fragment.stage("ingest").run(stage -> stage.attribute("bytes", content.length));
      fragment.stage("normalise").run(stage -> normalise(stage, content));
      fragment.stage("publish").run(stage -> LOG.info("segment {} of {} is out", seq, stream));
    }
  }

  private static void normalise(StageScope stage, byte[] content) {
    for (int line = 0; line < LINES_A_FRAGMENT; line++) {
      LOG.info(Line.PATTERN, Line.loudness(line), Line.gain(line), Line.peak(line), line, line);
    }
    stage.output("segment", content);
  }
}
