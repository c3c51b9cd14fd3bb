package io.streamobs.benchmarks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that every contender takes: a pattern, and five values that differ from call to call.
 */
final class Line {

  static final String LOGGER = "worker.Normaliser";
  static final String PATTERN = "loudness {} LUFS, gain {} dB, peak {} dBFS, {} samples, clip {}";

  // Values come again after so many calls.
  private static final int SAMPLES = 48_000;
  private static final int MOST_SAMPLES = 1_024;
  private static final Pattern SAMPLES_SHOWN = Pattern.compile(" (\\d+) samples, clip ");

  private Line() {}

  /**
   * Which call made a line: the next one from {@code least} on that fits; 0 where none did.
   *
   * @param text as somebody's encoder wrote it
   */
  static int call(String text, int least) {
    Matcher shown = SAMPLES_SHOWN.matcher(text);
    return shown.find()
        ? least + Math.floorMod(Integer.parseInt(shown.group(1)) - SAMPLES - least, MOST_SAMPLES)
        : 0;
  }

  static double loudness(int n) {
    return -23.0 + (n & 63) * 0.1;
  }

  static double gain(int n) {
    return 1.5 - (n & 31) * 0.1;
  }

  static double peak(int n) {
    return -1.0 - (n & 15) * 0.1;
  }

  static int samples(int n) {
    return SAMPLES + n % MOST_SAMPLES;
  }

  static boolean clip(int n) {
    return (n & 63) == 0;
  }
}
