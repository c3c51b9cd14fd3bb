package io.streamobs.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The digits are the JDK's. */
class DigitsProperties {

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
    assertThat(digits(value)).isEqualTo(Double.toString(value));
  }

  @Property(tries = 5_000)
  void anyDouble(@ForAll("bits") long bits) {
    double value = Double.longBitsToDouble(bits);
    assertThat(digits(value)).isEqualTo(Double.toString(value));
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
      1.005,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double value : values) {
      assertThat(digits(value)).isEqualTo(Double.toString(value));
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
