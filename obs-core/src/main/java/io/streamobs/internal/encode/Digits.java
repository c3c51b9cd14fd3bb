package io.streamobs.internal.encode;

/** Numbers in decimal digits, without a string for each. */
final class Digits {

  // Of a double in any form: a sign, 17 digits, a point with three zeros around it, an exponent.
  private static final int MOST_CHARS = 26;
  private static final double LEAST_PLAIN = 1e-3;
  private static final double MOST_PLAIN = 1e7;
  private static final long[] POWERS_OF_10 = new long[19];

  static {
    POWERS_OF_10[0] = 1;
    for (int i = 1; i < POWERS_OF_10.length; i++) {
      POWERS_OF_10[i] = POWERS_OF_10[i - 1] * 10;
    }
  }

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
   * The form of {@link Double#toString} from JDK 19 on, whatever the JDK. Measurements and levels
   * often have few decimals: where three of them say the number exactly, they are also the shortest
   * form that does, and are had for less.
   */
  static void append(TextBuffer out, double value) {
    if (!ShortestDecimal.isNormal(value) || out.room() < MOST_CHARS) {
      String digits = Double.toString(value);
      out.append(digits, 0, digits.length());
      return;
    }
    if (value < 0) {
      out.append('-');
    }
    double size = Math.abs(value);
    boolean isPlain = size >= LEAST_PLAIN && size < MOST_PLAIN;
    long thousandths = isPlain ? (long) (size * 1_000 + 0.5) : 0;
    if (isPlain && thousandths / 1_000.0 == size) {
      short3(out, thousandths);
      return;
    }
    int exponent = ShortestDecimal.exponent(size);
    long digits = ShortestDecimal.digits(size, exponent);
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    if (isPlain) {
      plain(out, digits, exponent);
    } else {
      scientific(out, digits, exponent);
    }
  }

  private static void short3(TextBuffer out, long thousandths) {
    long whole = thousandths / 1_000;
    int rest = (int) (thousandths - whole * 1_000);
    out.number(whole);
    if (rest % 100 == 0) {
      fraction(out, rest / 100, 1);
    } else if (rest % 10 == 0) {
      fraction(out, rest / 10, 2);
    } else {
      fraction(out, rest, 3);
    }
  }

  private static void plain(TextBuffer out, long digits, int exponent) {
    if (exponent >= 0) {
      out.number(digits * POWERS_OF_10[exponent]);
      fraction(out, 0, 1);
    } else if (-exponent < POWERS_OF_10.length) {
      long whole = digits / POWERS_OF_10[-exponent];
      out.number(whole);
      fraction(out, digits - whole * POWERS_OF_10[-exponent], -exponent);
    } else {
      out.number(0);
      fraction(out, digits, -exponent);
    }
  }

  private static void scientific(TextBuffer out, long digits, int exponent) {
    int behind = count(digits) - 1;
    long first = digits / POWERS_OF_10[behind];
    out.number(first);
    fraction(out, digits - first * POWERS_OF_10[behind], Math.max(1, behind));
    out.append('E');
    out.number(exponent + behind);
  }

  private static void fraction(TextBuffer out, long digits, int places) {
    out.append('.');
    out.padded(digits, places);
  }
}
