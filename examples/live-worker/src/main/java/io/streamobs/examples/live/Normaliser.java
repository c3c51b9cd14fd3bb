package io.streamobs.examples.live;

/** Brings a stream to one loudness while it runs: it knows the past but not the future. */
final class Normaliser {
  static final double TARGET_LUFS = -16;
  static final double GAIN_LIMIT = 12;
  static final double CEILING = -1;

  private final LoudnessMeter meter = new LoudnessMeter();
  private final GainRamp ramp = new GainRamp();
  private final Limiter limiter = new Limiter(CEILING);

  NormalisedFragment normalise(AudioFragment fragment) {
    double loudness = meter.measure(fragment);
    if (loudness < GatedLoudness.ABSOLUTE_GATE) {
      return new NormalisedFragment(fragment, loudness, 0, 0, true);
    }
    double gain = Math.max(-GAIN_LIMIT, Math.min(GAIN_LIMIT, TARGET_LUFS - loudness));
    float[] samples = ramp.apply(fragment.samples(), gain);
    double limited = 20 * Math.log10(1 / limiter.limit(samples));
    return new NormalisedFragment(fragment.with(samples), loudness, gain, limited, false);
  }

  /** Of all that came in, in LUFS. */
  double integratedLoudness() {
    return meter.integrated();
  }
}
