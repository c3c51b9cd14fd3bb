package io.streamobs.internal.encode;

/** Numbers in decimal digits, without a string for each. */
final class Digits {

  private static final double LEAST = 1e-3;
  private static final double MOST = 1e7;

  private Digits() {}

  /** How many digits a number from 0 up has. */
  static int count(long value) {
    int count = 1;
    for (long bound = 10; value >= bound; bound *= 10) {
      count++;
      if (count == 19) {
        break;
      }
    }
    return count;
  }

  /**
   * The form of {@link Double#toString}. Measurements and levels have few decimals as a rule: where
   * three of them say the number exactly, they are also the shortest form that does, and are
   * written as whole numbers. The JDK's own way takes several times as long.
   */
  static void append(TextBuffer out, double value) {
    double size = Math.abs(value);
    long thousandths = size >= LEAST && size < MOST ? (long) (size * 1_000 + 0.5) : 0;
    if (thousandths == 0 || thousandths / 1_000.0 != size) {
      String digits = Double.toString(value);
      out.append(digits, 0, digits.length());
      return;
    }
    if (value < 0) {
      out.append('-');
    }
    out.number(thousandths / 1_000);
    out.append('.');
    decimals(out, (int) (thousandths % 1_000));
  }

  private static void decimals(TextBuffer out, int thousandths) {
    out.append((char) ('0' + thousandths / 100));
    int rest = thousandths % 100;
    if (rest > 0) {
      out.append((char) ('0' + rest / 10));
      if (rest % 10 > 0) {
        out.append((char) ('0' + rest % 10));
      }
    }
  }
}
