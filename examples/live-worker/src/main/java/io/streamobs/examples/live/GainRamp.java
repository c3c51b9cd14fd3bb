package io.streamobs.examples.live;

/** Goes from one gain to the next along a line in decibels: a jump would click. */
final class GainRamp {
  private static final int RAMP = Pcm.SAMPLE_RATE / 5;

  private double current = Double.NaN;

  /** A new array. The first gain ever is taken at once, as there is nothing to go on from. */
  float[] apply(float[] samples, double gainDecibels) {
    double from = Double.isNaN(current) ? gainDecibels : current;
    double settled = Loudness.amplitude(gainDecibels);
    float[] louder = new float[samples.length];
    int length = samples.length / Pcm.CHANNELS;
    for (int i = 0; i < length; i++) {
      current = i < RAMP ? from + (gainDecibels - from) * (i + 1) / RAMP : gainDecibels;
      double factor = i < RAMP ? Loudness.amplitude(current) : settled;
      louder[2 * i] = (float) (samples[2 * i] * factor);
      louder[2 * i + 1] = (float) (samples[2 * i + 1] * factor);
    }
    return louder;
  }
}
