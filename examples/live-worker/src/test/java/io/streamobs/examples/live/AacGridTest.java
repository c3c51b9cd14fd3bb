package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AacGridTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 500, 1024, 1025, 47_999, 48_000, 48_001, 100_000, 1_000_000})
  void segments_coverTheStream_withoutGapOrOverlap(int length) {
    long next = 0;
    for (int start = 0; start < length; start += Pcm.SAMPLE_RATE) {
      AudioFragment fragment = fragment(start, Math.min(length, start + Pcm.SAMPLE_RATE), length);
      assertThat(AacGrid.first(fragment)).isEqualTo(next);
      next = AacGrid.end(fragment);
      assertThat(next).isGreaterThan(AacGrid.first(fragment));
    }
    assertThat(next).isEqualTo((length + 1023) / 1024);
  }

  private static AudioFragment fragment(int start, int end, int length) {
    return new AudioFragment(1, start, new float[(end - start) * 2], end == length);
  }

  @Test
  void everySegment_roundsToTheTargetDuration() {
    for (long start = 0; start < 100L * Pcm.SAMPLE_RATE; start += Pcm.SAMPLE_RATE) {
      for (boolean last : new boolean[] {true, false}) {
        AudioFragment second = new AudioFragment(1, start, new float[96_000], last);
        double seconds = AacGrid.toSeconds(AacGrid.end(second) - AacGrid.first(second));
        assertThat(Math.round(seconds)).isEqualTo(1);
      }
    }
  }
}
