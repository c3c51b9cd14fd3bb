package io.streamobs.examples.live;

/** The units of ITU-R BS.1770-4. */
final class Loudness {
  /** Makes 0 LUFS of a full-scale sine of 997 Hz on both channels. */
  private static final double OFFSET = -0.691;

  private Loudness() {}

  /** From the mean square, summed over the channels; minus infinity for digital silence. */
  static double lufs(double power) {
    return OFFSET + 10 * Math.log10(power);
  }

  static double power(double lufs) {
    return Math.pow(10, (lufs - OFFSET) / 10);
  }

  /** To a tenth, as it is told. */
  static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  static double amplitude(double decibels) {
    return Math.pow(10, decibels / 20);
  }
}
