package io.streamobs.internal.encode;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The shortest decimal that reads back as a given double, and of those the closest to it: what
 * {@link Double#toString} gives from JDK 19 on. It is found in a few multiplications, by the way
 * that Raffaello Giulietti describes in "The Schubfach way to render doubles".
 *
 * <p>A double is {@code c * 2^q}, and all that lies between the points halfway to its neighbours
 * reads back as it. With {@code 10^k} the largest power of ten that is not wider than this, at
 * least one multiple of {@code 10^k} lies in there, and at most one of {@code 10^(k+1)}, which is
 * shorter: the two of each around the double are all the candidates.
 *
 * <p>Threads: any. For normal doubles only: neither zero, subnormal, infinite nor NaN.
 */
final class ShortestDecimal {

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int BIAS = 1_075;
  private static final int LEAST_K = -324;
  private static final int MOST_K = 292;
  private static final int LOW_BITS = 63;
  private static final long LOW = Long.MAX_VALUE;

  // floor(x * log) in whole numbers: exact for all exponents that a double can have.
  private static final int LOG_BITS = 41;
  private static final long LOG10_OF_2 = (long) (Math.log10(2) * (1L << LOG_BITS));
  private static final long LOG10_OF_3_4 = (long) Math.floor(Math.log10(0.75) * (1L << LOG_BITS));
  private static final int LOG2_BITS = 38;
  private static final long LOG2_OF_10 = (long) (Math.log(10) / Math.log(2) * (1L << LOG2_BITS));

  /**
   * A number just above {@code 10^-k}, scaled to 126 bits.
   *
   * @param high the upper 63 of them
   * @param low the lower 63
   */
  private record Power(long high, long low) {

    static Power of(int exponent) {
      BigInteger ten = BigInteger.TEN.pow(Math.abs(exponent));
      int shift = (int) (LOW_BITS * 2 - 1 - floorLog2OfPowerOf10(exponent));
      BigInteger scaled;
      if (exponent < 0) {
        scaled = BigInteger.ONE.shiftLeft(shift).divide(ten);
      } else {
        scaled = shift < 0 ? ten.shiftRight(-shift) : ten.shiftLeft(shift);
      }
      BigInteger above = scaled.add(BigInteger.ONE);
      return new Power(above.shiftRight(LOW_BITS).longValueExact(), above.longValue() & LOW);
    }
  }

  // A program has numbers of a few sizes, and a power is worked out when it is first needed. Two
  // threads may both do so.
  private static final @Nullable Power[] POWERS = new Power[MOST_K - LEAST_K + 1];

  private ShortestDecimal() {}

  static boolean isNormal(double value) {
    int exponent = Math.getExponent(value);
    return exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT;
  }

  /** The power of ten of which {@link #digits} says how many. */
  static int exponent(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long q = q(bits);
    long threeQuarters = isIrregular(bits) ? LOG10_OF_3_4 : 0;
    return (int) ((q * LOG10_OF_2 + threeQuarters) >> LOG_BITS);
  }

  /**
   * At most 17 digits, with zeros at their end where there are fewer that matter. Without the sign.
   *
   * @param k what {@link #exponent} is
   */
  static long digits(double value, int k) {
    long bits = Double.doubleToRawLongBits(value);
    long c = (bits & FRACTION) | (FRACTION + 1);
    int shift = (int) (q(bits) + floorLog2OfPowerOf10(-k) + 2);
    Power power = power(k);

    // Four times the value, and the points halfway to its neighbours, in units of 10^k. The last
    // bit of each says whether anything was rounded off.
    long here = scaled(power, (c << 2) << shift);
    long below = scaled(power, ((c << 2) - (isIrregular(bits) ? 1 : 2)) << shift);
    long above = scaled(power, ((c << 2) + 2) << shift);
    long out = c & 1; // the halfway points themselves read back as an even one only
    long least = below + out;
    long most = above - out;

    long down = here >> 2;
    long shorterDown = down / 10 * 10;
    long shorterUp = shorterDown + 10;
    boolean isShorterDownIn = least <= shorterDown << 2;
    boolean isShorterUpIn = shorterUp << 2 <= most;
    if (isShorterDownIn != isShorterUpIn) {
      return isShorterDownIn ? shorterDown : shorterUp;
    }
    long up = down + 1;
    boolean isDownIn = least <= down << 2;
    boolean isUpIn = up << 2 <= most;
    if (isDownIn != isUpIn) {
      return isDownIn ? down : up;
    }
    long beyondMiddle = here - ((down + up) << 1);
    return beyondMiddle < 0 || (beyondMiddle == 0 && (down & 1) == 0) ? down : up;
  }

  private static long q(long bits) {
    return ((bits >>> FRACTION_BITS) & 0x7FF) - BIAS;
  }

  // A power of two is closer to the double below it than to the one above.
  private static boolean isIrregular(long bits) {
    return (bits & FRACTION) == 0 && q(bits) > Double.MIN_EXPONENT - FRACTION_BITS;
  }

  private static long floorLog2OfPowerOf10(int exponent) {
    return (exponent * LOG2_OF_10) >> LOG2_BITS;
  }

  // The product without its lower 127 bits; the last bit is set where those were not all zero.
  private static long scaled(Power power, long factor) {
    long middle = ((power.high * factor) >>> 1) + Math.multiplyHigh(power.low, factor);
    long top = Math.multiplyHigh(power.high, factor) + (middle >>> LOW_BITS);
    return top | (((middle & LOW) + LOW) >>> LOW_BITS);
  }

  private static Power power(int k) {
    Power known = POWERS[k - LEAST_K];
    if (known == null) {
      known = Power.of(-k);
      POWERS[k - LEAST_K] = known;
    }
    return known;
  }
}
