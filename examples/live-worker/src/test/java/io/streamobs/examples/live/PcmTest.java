package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcmTest {
  @Test
  void samples_comeBackFromBytes() {
    float[] samples = {0f, 1f, -1f, 0.25f};
    assertThat(Pcm.samples(Pcm.bytes(samples))).isEqualTo(samples);
  }

  @Test
  void whatIsNoNumber_becomesSilence() {
    float[] broken = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0.5f};
    assertThat(Pcm.samples(Pcm.bytes(broken))).containsExactly(0f, 0f, 0f, 0.5f);
  }

  @Test
  void tornLastSample_isCutOff() {
    byte[] bytes = Pcm.bytes(new float[] {0.1f, 0.2f, 0.3f, 0.4f});
    assertThat(Pcm.samples(Arrays.copyOf(bytes, 13))).containsExactly(0.1f, 0.2f);
  }
}
