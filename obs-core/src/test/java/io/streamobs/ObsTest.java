package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObsTest {

  final CapturingSink sink = new CapturingSink();

  @Test
  void close_ofABoundObs_hasTheLedgersOfAllOutputs_andLeavesThoseOfOthersOpen() {
    try (SinkHandle others = ObsProcess.pipeline().attach(sink, SinkOptions.ofDefaults())) {
      CapturingSink own = new CapturingSink("own");
      Obs obs = Obs.builder().sink(own).open();
      obs.event("said").emit();
      Health last = obs.close(Duration.ofSeconds(5));
      assertThat(last.sinks()).extracting(Ledger::name).contains("capture", "own");
      assertThat(last.sinks()).allMatch(ledger -> ledger.written() >= 3);
      ObsProcess.pipeline().offer(new PlainLine("afterwards"));
      assertThat(ObsProcess.pipeline().flush(Duration.ofSeconds(5))).isTrue();
      assertThat(sink.events("log_message")).hasSize(1);
      assertThat(own.events("log_message")).isEmpty();
      assertThat(others.ledger().lossless()).isTrue();
    }
  }

  @Test
  void failureToOpen_leavesTheNextOneToNameTheProcess() {
    System.setProperty("obs.close.deadline", "soon");
    try {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(Obs::fromEnvironment))
          .isInstanceOf(ConfigurationException.class);
    } finally {
      System.clearProperty("obs.close.deadline");
    }
    try (Obs obs = Obs.builder().service("named").sink(sink).open()) {
      assertThat(CorrelationContext.current().service()).isEqualTo("named");
    }
  }

  @Test
  void closingTwice_isOneEnd() {
    Obs obs = Obs.builder().standalone().sink(sink).open();
    obs.close();
    obs.close();
    sink.only("instance_stopped");
  }
}
