package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSourceTest {
  @TempDir Path scratch;

  private Ffmpeg ffmpeg;

  @BeforeEach
  void find() throws DemoFailure {
    ffmpeg = TestFfmpeg.find();
  }

  @Test
  void speech_comesInSeconds() throws Exception {
    assertThat(bytesIn(TestMedia.speech(scratch))).isBetween(secondsOf(8.3), secondsOf(8.5));
  }

  @Test
  void video_givesItsSound() throws Exception {
    assertThat(bytesIn(TestMedia.video(scratch))).isBetween(secondsOf(8.3), secondsOf(8.5));
  }

  @Test
  void duration_isKnownBeforeTheEnd() throws Exception {
    try (LiveSource source = LiveSource.open(ffmpeg, TestMedia.speech(scratch))) {
      assertThat(source.exhausted()).isFalse();
      assertThat(source.next()).hasSize(Pcm.BYTES_PER_SECOND);
      assertThat(source.durationMillis().orElseThrow()).isBetween(8300L, 8500L);
    }
  }

  @Test
  void endOfTheLastFragment_isKnownBeforeItBegins() throws Exception {
    Path media = Files.write(scratch.resolve("tone.wav"), Wav.bytes(Tones.sine(-20, 1.25)));
    try (LiveSource source = LiveSource.open(ffmpeg, media)) {
      assertThat(source.upcoming()).isEqualTo(span(0, 1000));
      assertThat(source.next()).hasSize(Pcm.BYTES_PER_SECOND);
      assertThat(source.upcoming()).isEqualTo(span(1000, 1250));
    }
  }

  private static MediaSpan span(long startMillis, long endMillis) {
    return new MediaSpan(Duration.ofMillis(startMillis), Duration.ofMillis(endMillis));
  }

  @Test
  void wholeSeconds_leaveNoEmptyFragmentBehind() throws Exception {
    Path media = TestFfmpeg.make(scratch, "two.wav", "-f lavfi -i sine=duration=2 -ar 48000");
    try (LiveSource source = LiveSource.open(ffmpeg, media)) {
      assertThat(source.next()).hasSize(Pcm.BYTES_PER_SECOND);
      assertThat(source.exhausted()).isFalse();
      assertThat(source.next()).hasSize(Pcm.BYTES_PER_SECOND);
      assertThat(source.exhausted()).isTrue();
      source.verify();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space.wav", "-i.wav", "a:b.wav", "Größe.wav", "50%d.wav", "'.wav"})
  void anyName_willDo(String name) throws Exception {
    Path media = Files.copy(tone(), scratch.resolve(name));
    assertThat(bytesIn(media)).isEqualTo(secondsOf(1));
  }

  @Test
  void text_isNotMedia() throws IOException {
    Path text = Files.writeString(scratch.resolve("notes.md"), "# Notes\nnot a film\n");
    assertFailure(LiveErrors.MEDIA_UNKNOWN, () -> bytesIn(text), "notes.md is not media");
  }

  @Test
  void emptyFile_isNotMedia() throws IOException {
    Path empty = Files.createFile(scratch.resolve("empty.wav"));
    assertFailure(LiveErrors.MEDIA_UNKNOWN, () -> bytesIn(empty), "Invalid data");
  }

  @Test
  void picturesWithoutSound_areToldApart() throws Exception {
    Path mute = TestFfmpeg.make(scratch, "mute.mp4", "-f lavfi -i testsrc=duration=0.2 -c:v mpeg4");
    assertFailure(LiveErrors.MEDIA_WITHOUT_AUDIO, () -> bytesIn(mute), "mute.mp4 has no audio");
  }

  @Test
  void trackWithoutSound_isToldApart() throws Exception {
    Path nothing =
        TestFfmpeg.make(scratch, "nothing.wav", "-f lavfi -i anullsrc=duration=1 -frames:a 0");
    assertFailure(LiveErrors.MEDIA_WITHOUT_AUDIO, () -> bytesIn(nothing), "nothing.wav");
  }

  @Test
  void missingFile_isNamed() {
    Path missing = scratch.resolve("missing.wav");
    assertFailure(LiveErrors.MEDIA_MISSING, () -> bytesIn(missing), missing.toString());
  }

  @Test
  void directory_isNamed() {
    assertFailure(LiveErrors.MEDIA_UNREADABLE, () -> bytesIn(scratch), "is a directory");
  }

  @Test
  void ffmpegThatDies_isNotTheMediasFault() throws Exception {
    Path script = scratch.resolve("ffmpeg");
    Files.writeString(script, "#!/bin/sh\nkill -SEGV $$\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    ffmpeg = new Ffmpeg(script, "ffmpeg that crashes");
    Path tone = tone();
    assertFailure(LiveErrors.FFMPEG_FAILED, () -> bytesIn(tone), "exit code 139");
  }

  private Path tone() throws IOException {
    return Files.write(scratch.resolve("tone.wav"), Wav.bytes(Tones.sine(-20, 1)));
  }

  private static int secondsOf(double seconds) {
    return (int) (seconds * Pcm.BYTES_PER_SECOND);
  }

  private int bytesIn(Path media) throws DemoFailure, IOException {
    int bytes = 0;
    try (LiveSource source = LiveSource.open(ffmpeg, media)) {
      while (!source.exhausted()) {
        bytes += source.next().length;
      }
      source.verify();
    }
    return bytes;
  }

  private static void assertFailure(ErrorCode code, ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(DemoFailure.class)
        .hasMessageContaining(message)
        .extracting(failure -> ((DemoFailure) failure).code())
        .isEqualTo(code);
  }
}
