package io.streamobs.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The digits are the JDK's, of JDK 19 and later; before, some of the JDK's own are too many. */
class DigitsProperties {

  static final boolean KNOWS_SHORTEST = Runtime.version().feature() >= 19;

  final TextBuffer text = new TextBuffer(100);

  String digits(double value) {
    text.clear();
    Digits.append(text, value);
    return text.toString();
  }

  String digits(long value) {
    text.clear();
    text.number(value);
    return text.toString();
  }

  @Property(tries = 20_000)
  void measurement(@ForAll("measurements") double value) {
    assertThatDigitsAreRight(value);
  }

  @Property(tries = 100_000)
  void anyDouble(@ForAll("bits") long bits) {
    assertThatDigitsAreRight(Double.longBitsToDouble(bits));
  }

  @Property(tries = 50_000)
  void powerOfTwoAndItsNeighbours(
      @ForAll @IntRange(min = -1_022, max = 1_023) int exponent,
      @ForAll @IntRange(min = -2, max = 2) int steps) {
    double power = Math.scalb(1.0, exponent);
    assertThatDigitsAreRight(Double.longBitsToDouble(Double.doubleToLongBits(power) + steps));
  }

  @Property(tries = 20_000)
  void sumOfDecimals_whichIsOftenBesideOne(
      @ForAll @IntRange(min = -10_000, max = 10_000) int tenths,
      @ForAll @IntRange(min = -10_000, max = 10_000) int hundredths) {
    assertThatDigitsAreRight(tenths * 0.1 + hundredths * 0.01);
  }

  @Example
  void everyPowerOfTen() {
    for (int exponent = -307; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      assertThatDigitsAreRight(power);
      assertThatDigitsAreRight(Math.nextUp(power));
      assertThatDigitsAreRight(-Math.nextDown(power));
    }
  }

  void assertThatDigitsAreRight(double value) {
    String digits = digits(value);
    String known = Double.toString(value);
    if (KNOWS_SHORTEST) {
      assertThat(digits).isEqualTo(known);
    } else {
      assertThat(Double.valueOf(digits)).isEqualTo(Double.valueOf(value));
      assertThat(digits).hasSizeLessThanOrEqualTo(known.length());
      assertThat(digits.contains("E")).isEqualTo(known.contains("E"));
    }
  }

  @Property(tries = 5_000)
  void wholeNumber(@ForAll long value) {
    assertThat(digits(value)).isEqualTo(Long.toString(value));
  }

  @Example
  void edges() {
    double[] values = {
      0,
      -0.0,
      1,
      -1,
      0.001,
      0.0009999,
      0.0015,
      0.1 + 0.2,
      9_999_999.999,
      9_999_999.9995,
      1e7,
      1e-3,
      100,
      1.5,
      2.25,
      -23.5,
      0.999,
      0.9995,
      4.35,
      2e-3,
      2.0E-3 / 3,
      1.0E23,
      2.2250738585072014E-308,
      9.007199254740993E15,
      1.005,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double value : values) {
      assertThatDigitsAreRight(value);
    }
    for (long value : new long[] {0, 9, 10, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(digits(value)).isEqualTo(Long.toString(value));
    }
  }

  @Example
  void numberWithoutRoom_isCutAndCounted() {
    TextBuffer small = new TextBuffer(3);
    small.number(123_456);
    assertThat(small.toString()).isEqualTo("123");
    assertThat(small.omitted()).isEqualTo(3);
  }

  @Example
  void doubleWithoutRoom_isCutAndCounted() {
    TextBuffer small = new TextBuffer(4);
    Digits.append(small, -12.345);
    assertThat(small.toString()).isEqualTo("-12.");
    assertThat(small.omitted()).isEqualTo(3);
  }

  // Up to four places, of which three are the ones that are written here.
  @Provide
  Arbitrary<Double> measurements() {
    return Arbitraries.longs().between(-200_000_000_000L, 200_000_000_000L).map(n -> n / 10_000.0);
  }

  @Provide
  Arbitrary<Long> bits() {
    return Arbitraries.longs();
  }
}
