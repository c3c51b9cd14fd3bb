package io.streamobs.examples.live;

/** Sound whose loudness is known. */
final class Tones {
  /** The reference of ITU-R BS.1770-4: K-weighting leaves it as it is, but for the offset. */
  static final double REFERENCE_HZ = 997;

  private Tones() {}

  /** Stereo, both channels alike. The peak is in dBFS. */
  static AudioFragment sine(double peak, double seconds) {
    return sine(REFERENCE_HZ, peak, 0, seconds);
  }

  /** The tone goes on where it stood at this position, so that fragments of it join. */
  static AudioFragment sine(double hertz, double peak, long start, double seconds) {
    return new AudioFragment(
        start / Pcm.SAMPLE_RATE + 1, start, samples(hertz, peak, start, seconds), false);
  }

  static float[] samples(double hertz, double peak, long start, double seconds) {
    float[] samples = new float[(int) Math.round(seconds * Pcm.SAMPLE_RATE) * Pcm.CHANNELS];
    double amplitude = Loudness.amplitude(peak);
    for (int i = 0; i < samples.length / Pcm.CHANNELS; i++) {
      double phase = 2 * Math.PI * hertz * (start + i) / Pcm.SAMPLE_RATE;
      samples[2 * i] = (float) (amplitude * Math.sin(phase));
      samples[2 * i + 1] = samples[2 * i];
    }
    return samples;
  }

  static AudioFragment silence(double seconds) {
    int length = (int) Math.round(seconds * Pcm.SAMPLE_RATE);
    return new AudioFragment(1, 0, new float[length * Pcm.CHANNELS], false);
  }

  static AudioFragment last(AudioFragment fragment) {
    return new AudioFragment(fragment.sequence(), fragment.start(), fragment.samples(), true);
  }
}
