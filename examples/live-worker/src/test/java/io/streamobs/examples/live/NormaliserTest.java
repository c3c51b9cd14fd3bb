package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {
  private final Normaliser normaliser = new Normaliser();

  @ParameterizedTest
  @CsvSource({"-26, 10", "-16, 0", "-6, -10", "-40, 12", "-1, -12"})
  void gain_leadsToTheTarget_asFarAsItMay(double peak, double expectedGain) {
    // Out of the filters' run-in, which a fresh stream has.
    normaliser.normalise(Tones.sine(Tones.REFERENCE_HZ, peak, 0, 1));
    NormalisedFragment audio = normaliser.normalise(Tones.sine(997, peak, 48_000, 1));

    assertThat(audio.gain()).isEqualTo(expectedGain, within(0.1));
    assertThat(audio.loudness()).isEqualTo(peak, within(0.1));
    assertThat(audio.silent()).isFalse();
    assertThat(new LoudnessMeter().measure(audio.fragment()))
        .isEqualTo(peak + expectedGain, within(0.1));
  }

  @Test
  void silence_passesUnchanged_andIsReported() {
    AudioFragment silence = Tones.silence(1);
    NormalisedFragment audio = normaliser.normalise(silence);
    assertThat(audio.silent()).isTrue();
    assertThat(audio.fragment()).isSameAs(silence);
    assertThat(audio.gain()).isZero();
  }

  @Test
  void hiss_countsAsSilence() {
    assertThat(normaliser.normalise(Tones.sine(-75, 1)).silent()).isTrue();
  }

  @Test
  void gain_goesSmoothlyFromOneFragmentToTheNext() {
    // Short periods and a constant level, so that each step in the sound is one of the gain.
    normaliser.normalise(constantPower(-26));
    float[] louder = normaliser.normalise(constantPower(-10)).fragment().samples();
    double before = Math.abs(louder[0]);
    for (int i = 2; i < louder.length; i += 2) {
      double now = Math.abs(louder[i]);
      assertThat(now / before).isBetween(0.99, 1.01);
      before = now;
    }
  }

  /** A square wave of a quarter of the sample rate: every sample has the same size. */
  private static AudioFragment constantPower(double peak) {
    float[] samples = new float[Pcm.SAMPLE_RATE * Pcm.CHANNELS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (Loudness.amplitude(peak) * (i / 4 % 2 == 0 ? 1 : -1));
    }
    return new AudioFragment(1, 0, samples, false);
  }

  @Test
  void peak_isNeverOverTheCeiling() {
    Random random = new Random(42);
    for (int second = 0; second < 20; second++) {
      double level = random.nextDouble() * 2;
      float[] samples = new float[Pcm.SAMPLE_RATE * Pcm.CHANNELS];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (random.nextGaussian() * level);
      }
      NormalisedFragment audio = normaliser.normalise(new AudioFragment(1, 0, samples, false));
      for (float sample : audio.fragment().samples()) {
        assertThat(Math.abs(sample)).isLessThanOrEqualTo((float) Loudness.amplitude(-1));
      }
    }
  }

  @Test
  void input_isNotTouched() {
    AudioFragment fragment = Tones.sine(-26, 1);
    normaliser.normalise(fragment);
    assertThat(fragment.samples()).isEqualTo(Tones.sine(-26, 1).samples());
  }
}
