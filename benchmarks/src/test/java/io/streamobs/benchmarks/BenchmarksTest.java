package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {

  private static final TimeValue SHORT = TimeValue.milliseconds(20);

  @BeforeAll
  static void besideOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void contenders_writeTheSameFields() {
    assertThatCode(SameFields::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void callerCost_runsEveryContenderAtEveryWorkload(Pace pace) throws RunnerException {
    Collection<RunResult> results = run(CallerCost.class, once().param("pace", pace.name()));

    assertThat(results).hasSize(Contender.values().length * Workload.values().length);
    assertThat(results).allSatisfy(result -> assertThat(samples(result)).isPositive());
  }

  @Test
  void laneOffer_runsBothQueues() throws RunnerException {
    Collection<RunResult> results = run(LaneOffer.class, once());

    assertThat(results).hasSize(2);
    assertThat(results).allSatisfy(result -> assertThat(samples(result)).isPositive());
  }

  @ParameterizedTest
  @EnumSource(Contender.class)
  void callerAllocation_countsWhatTheCallSiteMakes(Contender contender) {
    double bytes = CallerAllocation.measure(contender, Workload.LINE, 100, 1_000);

    if (contender == Contender.NOTHING) {
      assertThat(bytes).isZero();
    } else {
      assertThat(bytes).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(StalledContender.class)
  void stalledSink_countsWhatBecameOfEveryLine(StalledContender contender) throws Exception {
    StalledRow row = StalledSink.run(contender, 3_000, 400, Path.of("target", "peers"));

    assertThat(row.present()).isBetween(1L, 3_000L);
    assertThat(row.completed()).isBetween(1, 3_000);
    if (contender == StalledContender.OBS) {
      assertThat(row.completed()).isEqualTo(3_000);
      assertThat(row.addsUp()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(FootprintProcess.State.class)
  void footprint_saysWhatAProcessTakes(FootprintProcess.State state) throws Exception {
    String[] columns = Footprint.of(state, 0, 1).strip().split(" +");

    assertThat(columns).hasSize(3);
    assertThat(Double.parseDouble(columns[0])).isNotNegative();
    if (state == FootprintProcess.State.FULL) {
      assertThat(Long.parseLong(columns[1])).isGreaterThan(1_000);
    }
  }

  @Test
  void ratio_isTheMedianOfTheRoundsAgainstTheBestPeer() {
    Findings<String> findings = new Findings<>((own, other) -> other.startsWith("peer"));
    for (int p50 : new int[] {10, 30, 20}) {
      findings.add("own", sample(p50));
      findings.add("peer 1", sample(100));
      findings.add("peer 2", sample(50));
    }
    ToDoubleFunction<Sample> p50 = Sample::p50;

    assertThat(findings.median("own", p50)).isEqualTo(20);
    assertThat(findings.ratio("own", p50)).isEqualTo(0.4);
    assertThat(findings.ratio("peer 1", p50)).isEqualTo(2);
  }

  @Test
  void options_refuseWhatTheyDoNotKnow() {
    assertThat(Options.of(new String[] {"--quick", "--threads", "4"}).threads()).isEqualTo(4);
    for (String wrong : new String[] {"--fast", "--rounds", "--rounds 0", "--threads x"}) {
      assertThatThrownBy(() -> Options.of(wrong.split(" ", -1))).hasMessage(Options.USAGE);
    }
  }

  private static Sample sample(double p50) {
    return new Sample(p50, 0, 0, 0);
  }

  private static ChainedOptionsBuilder once() {
    return new OptionsBuilder()
        .verbosity(VerboseMode.SILENT)
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(SHORT)
        .shouldFailOnError(true);
  }

  private static Collection<RunResult> run(Class<?> benchmark, ChainedOptionsBuilder options)
      throws RunnerException {
    return new Runner(options.include(benchmark.getName() + "\\.").build()).run();
  }

  private static long samples(RunResult result) {
    return result.getPrimaryResult().getStatistics().getN();
  }
}
