package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the reference values of ITU-R BS.1770-4 and the test signals of EBU Tech 3341. */
class LoudnessMeterTest {
  private static final Offset<Double> TOLERANCE = within(0.1);

  private final LoudnessMeter meter = new LoudnessMeter();

  @Test
  void fullScaleSineOnOneChannel_isMinus3() {
    float[] samples = Tones.sine(0, 2).samples();
    for (int i = 1; i < samples.length; i += 2) {
      samples[i] = 0;
    }
    assertThat(meter.measure(new AudioFragment(1, 0, samples, false))).isEqualTo(-3.01, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -20, -23, -33, -60})
  void stereoSine_isAsLoudAsItsPeak(double peak) {
    assertThat(meter.measure(Tones.sine(peak, 2))).isEqualTo(peak, TOLERANCE);
  }

  @Test
  void deepTone_isLessLoud_highToneMore() {
    double deep = new LoudnessMeter().measure(Tones.sine(40, -20, 0, 2));
    double high = new LoudnessMeter().measure(Tones.sine(8000, -20, 0, 2));
    assertThat(deep).isLessThan(-24);
    assertThat(high).isEqualTo(-16.7, within(0.3));
  }

  @Test
  void silence_isMinusInfinity() {
    assertThat(meter.measure(Tones.silence(1))).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(meter.integrated()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void emptyFragment_isMinusInfinity() {
    assertThat(meter.measure(Tones.silence(0))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void fragments_areMeasuredAsOneStream() {
    double cold = meter.measure(Tones.sine(100, -20, 0, 1));
    double warm = meter.measure(Tones.sine(100, -20, 48_000, 1));
    double warmer = meter.measure(Tones.sine(100, -20, 96_000, 1));
    assertThat(warm).isNotEqualTo(cold).isEqualTo(warmer, within(1e-4));
  }

  /** EBU Tech 3341, case 3. */
  @Test
  void integrated_leavesOutWhatIsFarUnderTheRest() {
    play(-36, 10);
    play(-23, 60);
    play(-36, 10);
    assertThat(meter.integrated()).isEqualTo(-23, TOLERANCE);
  }

  /** EBU Tech 3341, case 4. */
  @Test
  void integrated_leavesOutSilence() {
    play(-72, 10);
    play(-36, 10);
    play(-23, 60);
    play(-36, 10);
    play(-72, 10);
    assertThat(meter.integrated()).isEqualTo(-23, TOLERANCE);
  }

  /** EBU Tech 3341, case 5. */
  @Test
  void integrated_takesInWhatIsNear() {
    play(-26, 20);
    play(-20, 20);
    play(-26, 20);
    assertThat(meter.integrated()).isEqualTo(-23, TOLERANCE);
  }

  private void play(double peak, int seconds) {
    for (int i = 0; i < seconds; i++) {
      meter.measure(Tones.sine(peak, 1));
    }
  }
}
