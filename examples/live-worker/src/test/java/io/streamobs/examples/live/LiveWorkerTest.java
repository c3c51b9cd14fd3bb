package io.streamobs.examples.live;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.Outcome;
import io.streamobs.RunScope;
import io.streamobs.testkit.ObsExtension;
import io.streamobs.testkit.RecordView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LiveWorkerTest {
  @TempDir Path scratch;

  @RegisterExtension final ObsExtension obs = ObsExtension.ofDefaults();

  @Test
  void fragments_areCorrelated_andHaveOutcomes() throws Exception {
    RunSummary summary = work(TestFfmpeg.find(), tone(2.25));

    assertThat(summary.byOutcome()).isEqualTo("3 success");
    assertThat(obs.log())
        .everyRecordHasRequiredFields()
        .everyRecordMatchesSchema()
        .isCorrelated()
        .everyStageHasATiming()
        .hasNoUnmarkedStage()
        .hasRunOutcome(Outcome.SUCCESS)
        .lostNothing();
    assertThat(obs.log()).ofFragment(3).hasOutcome("publish", Outcome.SUCCESS);
  }

  @Test
  void lastFragment_endsWhereTheMediaEnds() throws Exception {
    work(TestFfmpeg.find(), tone(1.25));
    assertThat(obs.log())
        .ofFragment(2)
        .withEvent("fragment_finished")
        .records()
        .allSatisfy(end -> assertThat(end.field("media_end_ms")).isEqualTo(1250L));
  }

  @Test
  void segmentThatCannotBeMade_isAFailureWithItsCode_andFfmpegsWords() throws Exception {
    Ffmpeg broken = ffmpegThatCannotMux();
    Path media = tone(0.5);

    assertThatThrownBy(() -> work(broken, media))
        .isInstanceOfSatisfying(
            DemoFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(LiveErrors.NOTHING_PUBLISHED));

    assertThat(obs.log()).hasOutcome("publish", Outcome.FAILURE).hasNoUnmarkedStage();
    RecordView said = message("ffmpeg: No space left on device");
    assertThat(said.fragmentSeq()).hasValue(1);
    assertThat(said.stage()).isEqualTo("publish");
    RecordView end = message("stage publish: failure");
    assertThat(end.errorCode()).isEqualTo("LIVE-PUBLISH-001");
    assertThat(end.errorMessage()).contains("No space left on device");
  }

  @Test
  void damagedMedia_degradesTheRun() throws Exception {
    RunSummary summary = work(TestFfmpeg.find(), damaged());
    assertThat(summary.count(Outcome.FAILURE)).isZero();
    assertThat(obs.log()).hasRunOutcome(Outcome.DEGRADED);
  }

  private RunSummary work(Ffmpeg ffmpeg, Path media) throws DemoFailure, IOException {
    HlsPublisher publisher = new HlsPublisher(ffmpeg, scratch.resolve("hls"));
    PrintStream nobody = new PrintStream(new ByteArrayOutputStream());
    Progress progress = new Progress(nobody, false);
    LiveWorker worker = new LiveWorker(ffmpeg, publisher, FaultPlan.NONE, progress);
    try (RunScope run = obs.obs().run("stream").open()) {
      return worker.work(run, media);
    }
  }

  private RecordView message(String text) {
    return obs.log().records().stream()
        .filter(record -> text.equals(record.message()))
        .findFirst()
        .orElseThrow();
  }

  private Path tone(double seconds) throws IOException {
    return Files.write(scratch.resolve("tone.wav"), Wav.bytes(Tones.sine(-20, seconds)));
  }

  private Ffmpeg ffmpegThatCannotMux() throws Exception {
    Path script = scratch.resolve("ffmpeg");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case "$*" in *mpegts*) echo '[error] No space left on device' >&2; exit 1;; esac
        exec '%s' "$@"
        """
            .formatted(TestFfmpeg.find().program()));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new Ffmpeg(script, "ffmpeg without room");
  }

  private Path damaged() throws Exception {
    Path media = TestFfmpeg.make(scratch, "damaged.flac", "-f lavfi -i sine=duration=3");
    byte[] bytes = Files.readAllBytes(media);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 5000, (byte) 0x55);
    return Files.write(media, bytes);
  }
}
