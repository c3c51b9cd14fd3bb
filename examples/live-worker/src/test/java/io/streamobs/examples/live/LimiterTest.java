package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
  private static final float CEILING = (float) Loudness.amplitude(-1);

  private final Limiter limiter = new Limiter(-1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noSample_isEverOverTheCeiling(long seed) {
    Random random = new Random(seed);
    for (int fragment = 0; fragment < 5; fragment++) {
      float[] samples = noiseWithPeaks(random, random.nextInt(20_000));
      limiter.limit(samples);
      for (float sample : samples) {
        assertThat(Math.abs(sample)).isLessThanOrEqualTo(CEILING);
      }
    }
  }

  private static float[] noiseWithPeaks(Random random, int length) {
    float[] samples = new float[length * Pcm.CHANNELS];
    for (int i = 0; i < samples.length; i++) {
      double scale = random.nextInt(1000) == 0 ? 20 : 0.5;
      samples[i] = (float) (random.nextGaussian() * scale);
    }
    return samples;
  }

  @Test
  void quietSound_staysAsItIs() {
    float[] samples = Tones.sine(-6, 0.5).samples();
    assertThat(limiter.limit(samples)).isEqualTo(1);
    assertThat(samples).isEqualTo(Tones.sine(-6, 0.5).samples());
  }

  @Test
  void onePeak_turnsBothChannelsDownAroundIt_andNothingElse() {
    float[] samples = new float[48_000 * Pcm.CHANNELS];
    Arrays.fill(samples, 0.5f);
    int peak = 24_000;
    samples[2 * peak] = 1.8f;

    assertThat(limiter.limit(samples)).isEqualTo(CEILING / 1.8, within(1e-6));

    assertThat(samples[2 * peak]).isEqualTo(CEILING, within(1e-4f));
    assertThat(samples[2 * peak + 1]).isEqualTo(0.5f * CEILING / 1.8f, within(1e-4f));
    assertThat(samples[2 * (peak - 200)]).isEqualTo(0.5f);
    assertThat(samples[2 * (peak + 6000)]).isEqualTo(0.5f);
  }

  @Test
  void gain_neverJumps() {
    float[] samples = new float[48_000 * Pcm.CHANNELS];
    Arrays.fill(samples, 0.5f);
    samples[40_000] = 3f;
    limiter.limit(samples);
    samples[40_000] = samples[40_001];
    for (int i = 2; i < samples.length; i += 2) {
      assertThat(Math.abs(samples[i] - samples[i - 2])).isLessThan(0.5f / 90);
    }
  }

  @Test
  void release_goesOnInTheNextFragment() {
    float[] first = new float[100 * Pcm.CHANNELS];
    first[198] = 2f;
    limiter.limit(first);
    float[] second = new float[10_000 * Pcm.CHANNELS];
    Arrays.fill(second, 0.5f);

    limiter.limit(second);

    assertThat(second[0]).isLessThan(0.25f);
    assertThat(second[second.length - 1]).isEqualTo(0.5f);
  }
}
