package io.streamobs.examples.live;

/**
 * The loudness of a whole stream after ITU-R BS.1770-4: silence does not count, nor does what is 10
 * LU under the rest.
 *
 * <p>Blocks are kept as a histogram in steps of 0.1 LU, so that a stream may last for ever.
 */
final class GatedLoudness {
  static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;
  private static final int BINS_PER_LU = 10;
  private static final int BINS = 80 * BINS_PER_LU;
  private static final int STEPS_PER_BLOCK = 4;

  private final double[] steps = new double[STEPS_PER_BLOCK];
  private long stepCount;
  private final double[] power = new double[BINS];
  private final long[] blocks = new long[BINS];

  /** Takes the mean power of the next 100 ms, the last of four that make a block. */
  void add(double stepPower) {
    steps[(int) (stepCount++ % STEPS_PER_BLOCK)] = stepPower;
    if (stepCount < STEPS_PER_BLOCK) {
      return;
    }
    double blockPower = (steps[0] + steps[1] + steps[2] + steps[3]) / STEPS_PER_BLOCK;
    double lufs = Loudness.lufs(blockPower);
    if (lufs > ABSOLUTE_GATE) {
      power[bin(lufs)] += blockPower;
      blocks[bin(lufs)]++;
    }
  }

  double lufs() {
    double ungated = meanPower(0);
    return ungated == 0
        ? Double.NEGATIVE_INFINITY
        : Loudness.lufs(meanPower(bin(Loudness.lufs(ungated) + RELATIVE_GATE)));
  }

  private double meanPower(int fromBin) {
    double sum = 0;
    long count = 0;
    for (int i = fromBin; i < BINS; i++) {
      sum += power[i];
      count += blocks[i];
    }
    return count == 0 ? 0 : sum / count;
  }

  private static int bin(double lufs) {
    int bin = (int) ((lufs - ABSOLUTE_GATE) * BINS_PER_LU);
    return Math.max(0, Math.min(BINS - 1, bin));
  }
}
