package io.streamobs.examples.live;

import io.streamobs.FragmentScope;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.StagedFile;
import io.streamobs.Timing;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main loop: ingest, chunk, normalise, publish, fragment by fragment.
 *
 * <p>A fragment that fails is lost, and the stream goes on with the next. Only what ends the input
 * ends the run.
 */
final class LiveWorker {
  private static final Logger log = LoggerFactory.getLogger(LiveWorker.class);

  private final Ffmpeg ffmpeg;
  private final HlsPublisher publisher;
  private final FaultPlan faults;
  private final Progress progress;

  private final Chunker chunker = new Chunker();
  private final Normaliser normaliser = new Normaliser();
  private final RunSummary summary = new RunSummary();

  LiveWorker(Ffmpeg ffmpeg, HlsPublisher publisher, FaultPlan faults, Progress progress) {
    this.ffmpeg = ffmpeg;
    this.publisher = publisher;
    this.faults = faults;
    this.progress = progress;
  }

  RunSummary work(RunScope run, Path media) throws DemoFailure, IOException {
    log.info("Starting with {} and {}", media.getFileName(), ffmpeg.version());
    try (LiveSource source = LiveSource.open(ffmpeg, media)) {
      for (long sequence = 1; !source.exhausted(); sequence++) {
        MediaSpan span = source.upcoming();
        try (FragmentScope fragment =
            run.fragment(sequence).media(span.start(), span.end()).open()) {
          process(fragment, source);
          summary.add(fragment.outcome(), span.length());
          progress.show(sequence, fragment.outcome(), summary, source.durationMillis());
        }
      }
      verify(run, source);
    } finally {
      progress.finish();
      publisher.finish();
    }
    return summary;
  }

  private void process(FragmentScope fragment, LiveSource source) {
    try {
      byte[] pcm = ingest(fragment, source);
      AudioFragment chunk = chunk(fragment, pcm, source.exhausted());
      NormalisedFragment audio = normalise(fragment, chunk);
      publish(fragment, audio.fragment());
    } catch (IOException | RuntimeException e) {
      // The exception itself stands in the event of the stage that it ended.
      log.warn("Fragment {} is lost, going on with the next", fragment.sequence());
    }
  }

  private byte[] ingest(FragmentScope fragment, LiveSource source) throws IOException {
    return fragment
        .stage("ingest")
        .call(
            stage -> {
              stage.input("media", source.media());
              byte[] pcm = source.next();
              stage.output("pcm", pcm);
              return pcm;
            });
  }

  private AudioFragment chunk(FragmentScope fragment, byte[] pcm, boolean last) {
    return fragment
        .stage("chunk")
        .call(
            stage -> {
              stage.input("pcm", pcm);
              AudioFragment chunk = chunker.cut(fragment.sequence(), pcm, last);
              stage.attribute("samples", chunk.length());
              return chunk;
            });
  }

  private NormalisedFragment normalise(FragmentScope fragment, AudioFragment chunk) {
    return fragment
        .stage("normalise")
        .call(
            stage -> {
              stage.config("target_lufs", Normaliser.TARGET_LUFS);
              faults.strike("normalise", chunk);
              NormalisedFragment audio = normaliser.normalise(chunk);
              describe(stage, audio);
              return audio;
            });
  }

  private static void describe(StageScope stage, NormalisedFragment audio) {
    if (audio.silent()) {
      stage.degrade("silence");
      return;
    }
    stage.attribute("loudness_lufs", Loudness.rounded(audio.loudness()));
    stage.attribute("gain_db", Loudness.rounded(audio.gain()));
    if (audio.gain() == Normaliser.GAIN_LIMIT) {
      log.atInfo()
          .addKeyValue("loudness_lufs", Loudness.rounded(audio.loudness()))
          .log("Stays quiet: {} dB is the most that is added", Normaliser.GAIN_LIMIT);
    }
  }

  private void publish(FragmentScope fragment, AudioFragment audio) throws IOException {
    try (StageScope stage = fragment.stage("publish").open()) {
      stage.config("bitrate", SegmentEncoder.BITRATE);
      try (StagedFile segment = stage.staging("segment", publisher.segment(audio))) {
        faults.strike("publish", audio);
        try (Timing encoding = stage.timing("encode")) {
          publisher.encode(audio, segment.path());
        }
        commit(segment);
        publisher.add(audio);
        log.info("Published {}", publisher.segment(audio).getFileName());
        stage.succeed();
      } catch (IOException | RuntimeException e) {
        stage.fail(LiveErrors.SEGMENT_LOST, e); // close() alone could not see it
        throw e;
      }
    }
  }

  private static void commit(StagedFile segment) throws IOException {
    if (!segment.commit()) {
      throw new IOException("The segment could not be put in its place");
    }
  }

  private void verify(RunScope run, LiveSource source) throws DemoFailure, IOException {
    source.verify();
    if (source.errors() > 0) {
      run.degrade("the decoder had " + source.errors() + " errors: some sound may be missing");
    }
    if (publisher.published() == 0) {
      throw new DemoFailure(
          LiveErrors.NOTHING_PUBLISHED,
          "None of the %d fragments could be published. The log says why."
              .formatted(summary.count()));
    }
    run.attribute("loudness_lufs", Loudness.rounded(normaliser.integratedLoudness()));
    log.info("Published {} of {} fragments", publisher.published(), summary.count());
  }
}
