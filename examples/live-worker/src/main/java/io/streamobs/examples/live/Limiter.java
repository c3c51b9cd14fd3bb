package io.streamobs.examples.live;

import java.util.Arrays;

/**
 * Keeps every sample under a ceiling by turning the sound down before a peak and up again after it.
 *
 * <p>Both happen along straight lines, as a jump in gain would click. Only a peak in the first 2 ms
 * of a fragment comes too soon for a line: the fragment before it is gone already.
 */
final class Limiter {
  /** The most that the gain may fall from one sample to the next: 0 dB to silence in 2 ms. */
  private static final double ATTACK = 1.0 / (0.002 * Pcm.SAMPLE_RATE);

  /** The most that it may rise: back in 100 ms. */
  private static final double RELEASE = 1.0 / (0.1 * Pcm.SAMPLE_RATE);

  private final float ceiling;
  private double lastGain = 1;

  Limiter(double ceilingDecibels) {
    this.ceiling = (float) Loudness.amplitude(ceilingDecibels);
  }

  /** Works in place, on interleaved samples. Answers the smallest gain that it took. */
  double limit(float[] samples) {
    double[] gains = allowed(samples);
    if (gains.length == 0) {
      return lastGain;
    }
    risesSlowly(gains);
    fallsEarly(gains);
    for (int i = 0; i < samples.length; i++) {
      float limited = (float) (samples[i] * gains[i / Pcm.CHANNELS]);
      samples[i] = Math.max(-ceiling, Math.min(ceiling, limited));
    }
    lastGain = gains[gains.length - 1];
    return Arrays.stream(gains).min().orElse(1);
  }

  private double[] allowed(float[] samples) {
    double[] gains = new double[samples.length / Pcm.CHANNELS];
    for (int i = 0; i < gains.length; i++) {
      double peak = Math.max(Math.abs(samples[2 * i]), Math.abs(samples[2 * i + 1]));
      gains[i] = peak > ceiling ? ceiling / peak : 1;
    }
    return gains;
  }

  private void risesSlowly(double[] gains) {
    double before = lastGain;
    for (int i = 0; i < gains.length; i++) {
      gains[i] = Math.min(gains[i], before + RELEASE);
      before = gains[i];
    }
  }

  private static void fallsEarly(double[] gains) {
    for (int i = gains.length - 2; i >= 0; i--) {
      gains[i] = Math.min(gains[i], gains[i + 1] + ATTACK);
    }
  }
}
