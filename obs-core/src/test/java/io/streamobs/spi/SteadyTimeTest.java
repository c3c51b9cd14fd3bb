package io.streamobs.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyTimeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HALF_DAY = Duration.ofHours(12);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final Clock clock = new Clock();

  /** Two clocks that only a test turns. */
  private static final class Clock implements TimeSource {
    private long millis = START.toEpochMilli();
    private long nanos = Long.MAX_VALUE - 1_000; // wraps soon

    void advance(Duration time) {
      jump(time);
      nanos += time.toNanos();
    }

    void jump(Duration time) {
      millis += time.toMillis();
    }

    @Override
    public long epochMillis() {
      return millis;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }
  }

  @Test
  void clockThatRunsOn_isBelieved() {
    SteadyTime time = new SteadyTime(clock);
    assertThat(time.now()).isEqualTo(START);
    clock.advance(Duration.ofDays(100));
    assertThat(time.now()).isEqualTo(START.plus(Duration.ofDays(100)));
    assertThat(time.isDoubted()).isFalse();
  }

  @Test
  void clockThatIsSetAYearAhead_isNot() {
    SteadyTime time = new SteadyTime(clock);
    clock.advance(DAY);
    clock.jump(YEAR);
    assertThat(time.now()).isEqualTo(START.plus(DAY));
    clock.advance(DAY);
    assertThat(time.now()).isEqualTo(START.plus(DAY).plus(DAY));
  }

  @Test
  void clockThatIsSetAYearBack_isBelieved_soThatNothingIsOld() {
    SteadyTime time = new SteadyTime(clock);
    clock.advance(DAY);
    clock.jump(YEAR.negated());
    assertThat(time.now()).isEqualTo(START.plus(DAY).minus(YEAR));
    clock.jump(YEAR);
    assertThat(time.now()).isEqualTo(START.plus(DAY));
  }

  @Test
  void clockThatIsWrongFromTheStart_isHeldAgainstTheLastTrace_forHalfADay() {
    clock.jump(YEAR);
    SteadyTime time = new SteadyTime(clock);
    time.lastTrace(START);
    assertThat(time.now()).isEqualTo(START.plus(DAY));
    assertThat(time.isDoubted()).isTrue();
    clock.advance(HALF_DAY.minus(MILLI));
    assertThat(time.now()).isEqualTo(START.plus(DAY).plus(HALF_DAY).minus(MILLI));
    clock.jump(YEAR.negated()); // somebody set it right
    assertThat(time.now()).isEqualTo(START.plus(HALF_DAY).minus(MILLI));
    clock.advance(DAY);
    assertThat(time.now()).isEqualTo(START.plus(HALF_DAY).plus(DAY).minus(MILLI));
  }

  @Test
  void fortyDaysOfDowntime_areBelieved_afterHalfADay() {
    SteadyTime time = new SteadyTime(clock);
    Instant last = START.minus(Duration.ofDays(40));
    time.lastTrace(last);
    assertThat(time.now()).isEqualTo(last.plus(DAY));
    clock.advance(HALF_DAY.minus(MILLI));
    assertThat(time.isDoubted()).isTrue();
    assertThat(time.now()).isBefore(START.minus(Duration.ofDays(38)));
    clock.advance(MILLI);
    assertThat(time.isDoubted()).isFalse();
    assertThat(time.now()).isEqualTo(START.plus(HALF_DAY));
  }

  @Test
  void oldestOfTheTraces_counts_andAFreshOneDoubtsNothing() {
    SteadyTime time = new SteadyTime(clock);
    time.lastTrace(START.minus(HALF_DAY));
    assertThat(time.isDoubted()).isFalse();
    assertThat(time.now()).isEqualTo(START);
    time.lastTrace(START.minus(YEAR));
    time.lastTrace(START);
    assertThat(time.now()).isEqualTo(START.minus(YEAR).plus(DAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "2027-01-01T00:00:00Z"})
  void traceOfTheFuture_doubtsNothing(Instant trace) {
    SteadyTime time = new SteadyTime(clock);
    time.lastTrace(trace);
    assertThat(time.now()).isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
  void traceBeforeAllTime_isThatOfTheBeginning(Instant trace) {
    SteadyTime time = new SteadyTime(clock);
    time.lastTrace(trace);
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plus(DAY));
  }
}
