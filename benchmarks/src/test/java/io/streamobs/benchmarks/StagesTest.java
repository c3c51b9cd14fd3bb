package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 100_000})
  void stages_areCountedAtEveryRate(int perSecond) throws Exception {
    StageCost cost = new StageTurn(Contender.OBS, perSecond).measure(100, 250);

    assertThat(cost.p50Nanos()).isPositive();
    assertThat(cost.p99Nanos()).isGreaterThanOrEqualTo(cost.p50Nanos());
    assertThat(cost.perSecond()).isPositive().isLessThan(1.5 * perSecond);
    assertThat(cost.lost()).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOTHING", "ASYNC", "ASYNC_NEVER_BLOCK"})
  void stages_runThoseThatAreCompared(Contender contender) throws Exception {
    StageCost cost = new StageTurn(contender, 1_000).measure(100, 200);

    assertThat(cost.perSecond()).isPositive();
    assertThat(cost.processorNanos()).isPositive();
  }

  @Test
  void costs_areWithoutTheFloorOfTheirRound() {
    StageTurn own = new StageTurn(Contender.OBS, 10);
    StageTurn peer = new StageTurn(Contender.ASYNC, 10);
    List<StageTurn> turns = List.of(own.floor(), own, peer);
    Findings<StageTurn, StageCost> measured = new Findings<>(StageTurn::isComparedWith);
    measured.add(own.floor(), new StageCost(10, 90, 100, 10, 0));
    measured.add(own, new StageCost(30, 40, 300, 10, 0));
    measured.add(peer, new StageCost(50, 5, 500, 10, 0));

    Findings<StageTurn, StageCost> costs = Stages.costs(turns, measured);

    assertThat(costs.samples(own)).containsExactly(new StageCost(20, 30, 200, 10, 0));
    assertThat(costs.samples(peer)).containsExactly(new StageCost(40, 0, 400, 10, 0));
    assertThat(costs.ratio(own, StageCost::processorNanos)).isEqualTo(0.5);
  }

  @Test
  void processorTime_grows() {
    long before = ProcessorTime.nanos();
    Pause pause = Pause.calibrated();
    pause.take();

    assertThat(ProcessorTime.nanos()).isGreaterThan(before);
  }
}
