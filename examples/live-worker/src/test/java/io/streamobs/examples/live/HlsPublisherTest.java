package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HlsPublisherTest {
  @TempDir Path scratch;

  private Path directory;
  private HlsPublisher publisher;

  @BeforeEach
  void open() throws DemoFailure {
    directory = scratch.resolve("a stream").resolve("hls");
    publisher = new HlsPublisher(TestFfmpeg.find(), directory);
  }

  @Test
  void wholeStream_playsForAsLongAsItIs_withoutSeams() throws Exception {
    publish(0, 1, 2, 3);
    publish(Tones.last(tone(4, 0.3)));
    publisher.finish();

    float[] decoded = TestFfmpeg.decode(publisher.playlist());

    assertThat(decoded.length / Pcm.CHANNELS).isEqualTo(206_848); // 4.3 s in whole AAC frames
    assertThat(worstErrorFrom(decoded, 2048, 4 * Pcm.SAMPLE_RATE)).isLessThan(0.01);
  }

  /** Where fragments were encoded apart, a click at their seam would stand out. */
  private static double worstErrorFrom(float[] decoded, int from, int to) {
    float[] original = Tones.samples(Tones.REFERENCE_HZ, -10, 0, 5);
    double worst = 0;
    for (int i = from * Pcm.CHANNELS; i < to * Pcm.CHANNELS; i++) {
      worst = Math.max(worst, Math.abs(decoded[i] - original[i]));
    }
    return worst;
  }

  @Test
  void playlist_namesEverySegment_andEnds() throws IOException {
    publish(0, 1);
    assertThat(lines()).contains("segment-000001.ts", "segment-000002.ts");
    assertThat(lines()).doesNotContain("#EXT-X-ENDLIST", "#EXT-X-DISCONTINUITY");

    publisher.finish();
    assertThat(lines()).startsWith("#EXTM3U").endsWith("#EXT-X-ENDLIST");
    assertThat(lines()).contains("#EXTINF:0.960000,", "#EXT-X-TARGETDURATION:1");
  }

  @Test
  void lostFragment_leavesAGap_thatPlayersAreToldOf() throws Exception {
    publish(0, 1, 3);
    publisher.finish();

    assertThat(lines())
        .containsSubsequence("segment-000002.ts", "#EXT-X-DISCONTINUITY", "segment-000004.ts");
    assertThat(TestFfmpeg.decode(publisher.playlist()).length / Pcm.CHANNELS)
        .isBetween(Pcm.SAMPLE_RATE * 29 / 10, Pcm.SAMPLE_RATE * 31 / 10);
  }

  @Test
  void oneShortFragment_isAStreamToo() throws Exception {
    publish(Tones.last(tone(0, 0.004)));
    publisher.finish();
    assertThat(TestFfmpeg.decode(publisher.playlist())).isNotEmpty();
  }

  @Test
  void nothingPublished_leavesNothing() throws IOException {
    publisher.finish();
    assertThat(directory).doesNotExist();
  }

  @Test
  void onlyTheStream_isInItsDirectory() throws IOException {
    publish(0);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files)
          .extracting(Path::getFileName)
          .extracting(Path::toString)
          .containsExactlyInAnyOrder("index.m3u8", "segment-000001.ts");
    }
  }

  @Test
  void stagingThatCannotBeWritten_isAnErrorWithFfmpegsReason() throws IOException {
    Path folder = Files.createDirectories(staging());
    assertThatThrownBy(() -> publisher.encode(tone(0, 1), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Is a directory");
    assertThat(publisher.published()).isZero();
  }

  private void publish(int... seconds) throws IOException {
    for (int second : seconds) {
      publish(tone(second, 1));
    }
  }

  private void publish(AudioFragment fragment) throws IOException {
    publisher.encode(fragment, staging());
    Files.move(staging(), publisher.segment(fragment));
    publisher.add(fragment);
  }

  private static AudioFragment tone(int second, double seconds) {
    return Tones.sine(Tones.REFERENCE_HZ, -10, (long) second * Pcm.SAMPLE_RATE, seconds);
  }

  private Path staging() {
    return directory.resolve(".staging-segment.ts");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(publisher.playlist());
  }
}
