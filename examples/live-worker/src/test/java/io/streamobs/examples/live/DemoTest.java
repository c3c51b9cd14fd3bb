package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and files get from the program, with a real ffmpeg. */
class DemoTest {
  @TempDir Path scratch;

  private DemoProcess demo;

  @Test
  void ownClip_hasOneSilentFragment_andIsPublishedWhole() throws Exception {
    run();

    assertThat(demo.exitCode()).isZero();
    assertThat(demo.told())
        .contains("fragments  12: 11 success, 1 degraded", "x realtime")
        .contains("fragment 7, up to 7.0 s: degraded")
        .contains(demo.record("run_finished").runId(), "stream demo-syllables")
        .contains(demo.playlist().toString(), "jq -c");
    assertThat(TestFfmpeg.decode(demo.playlist()).length / Pcm.CHANNELS).isEqualTo(563 * 1024);
    assertThat(unfinished(demo.playlist())).isEmpty();
  }

  @Test
  void faultInPublish_losesItsFragment_andNoOther() throws Exception {
    run(TestMedia.video(scratch).toString(), "--fail-at", "4:publish");

    assertThat(demo.exitCode()).isZero();
    assertThat(demo.told()).contains("fragments  9: 8 success, 1 failure");
    assertThat(Files.readString(demo.playlist()))
        .contains("segment-000003.ts\n#EXT-X-DISCONTINUITY", "segment-000005.ts")
        .doesNotContain("segment-000004.ts");
    assertThat(unfinished(demo.playlist())).isEmpty();
  }

  @Test
  void faultBeyondTheEnd_isPointedOut() throws Exception {
    run(wav("short.wav", Tones.sine(-20, 1.5)).toString(), "--fail-at", "40");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.told()).contains("--fail-at 40 did nothing, there are only 2 fragments");
  }

  @Test
  void silentMedia_isDegraded_andPublishedAllTheSame() throws Exception {
    run(wav("silence.wav", Tones.silence(2.5)).toString());
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.told()).contains("fragments  3: 3 degraded");
    assertThat(Files.readString(demo.playlist())).contains("segment-000003.ts");
  }

  @Test
  void nothingPublished_isNotDone() throws Exception {
    run(wav("short.wav", Tones.sine(-20, 0.5)).toString(), "--fail-at", "1");
    assertThat(demo.exitCode()).isEqualTo(3);
    assertThat(demo.told()).contains("None of the 1 fragments", "[LIVE-PUBLISH-002]");
    assertThat(demo.record("run_finished").errorCode()).isEqualTo("LIVE-PUBLISH-002");
  }

  @Test
  void help_isNoFailure() throws Exception {
    run("--help");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.told()).startsWith("usage: demo [MEDIA]");
    assertThat(demo.log().records()).isEmpty();
  }

  private void run(String... arguments) throws Exception {
    demo = DemoProcess.run(scratch, arguments);
  }

  private Path wav(String name, AudioFragment sound) throws IOException {
    return Files.write(scratch.resolve(name), Wav.bytes(sound));
  }

  private static List<String> unfinished(Path playlist) throws IOException {
    try (Stream<Path> files = Files.list(playlist.getParent())) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.matches("segment-\\d{6}\\.ts|index\\.m3u8"))
          .toList();
    }
  }
}
