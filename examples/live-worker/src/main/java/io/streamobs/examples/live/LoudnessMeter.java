package io.streamobs.examples.live;

/**
 * Measures fragment after fragment as one stream, after ITU-R BS.1770-4: the filters keep their
 * memory from one to the next.
 */
final class LoudnessMeter {
  /** The step of the gating blocks, which are 400 ms long and overlap by three quarters. */
  private static final int STEP = Pcm.SAMPLE_RATE / 10;

  private final KWeighting left = new KWeighting();
  private final KWeighting right = new KWeighting();
  private final GatedLoudness integrated = new GatedLoudness();
  private double stepSum;
  private int stepLength;

  /** The loudness of this fragment alone, in LUFS. */
  double measure(AudioFragment fragment) {
    float[] samples = fragment.samples();
    double sum = 0;
    for (int i = 0; i < samples.length; i += Pcm.CHANNELS) {
      double l = left.apply(samples[i]);
      double r = right.apply(samples[i + 1]);
      double power = l * l + r * r;
      sum += power;
      step(power);
    }
    return Loudness.lufs(sum / Math.max(1, fragment.length()));
  }

  private void step(double power) {
    stepSum += power;
    if (++stepLength == STEP) {
      integrated.add(stepSum / STEP);
      stepSum = 0;
      stepLength = 0;
    }
  }

  /** Of the stream so far, in LUFS; minus infinity before there was any sound. */
  double integrated() {
    return integrated.lufs();
  }
}
