package io.streamobs.examples.live;

/**
 * The K-weighting of one channel: how loud the ear finds which frequency.
 *
 * <p>The coefficients are those of ITU-R BS.1770-4, annex 1, tables 1 and 2, for 48 kHz.
 */
final class KWeighting {
  private final Biquad head =
      new Biquad(
          1.53512485958697,
          -2.69169618940638,
          1.19839281085285,
          -1.69065929318241,
          0.73248077421585);
  private final Biquad highPass = new Biquad(1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621);

  double apply(double sample) {
    return highPass.apply(head.apply(sample));
  }
}
