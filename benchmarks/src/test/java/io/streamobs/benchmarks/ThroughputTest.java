package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThroughputTest {

  static Stream<ThroughputTurn> turns() {
    return ThroughputTurn.all().stream().filter(turn -> turn.producers() > 1);
  }

  @ParameterizedTest
  @MethodSource("turns")
  void everyContender_writesAllLines(ThroughputTurn turn) throws Exception {
    Throughput.Cost cost = turn.measure(1, 4_000, 8_000); // fails where one is missing

    assertThat(cost.seconds()).isPositive();
    assertThat(cost.processorSeconds()).isPositive();
  }

  @Test
  void missingLine_isFound(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("a.jsonl"), List.of("{\"event\":\"log_message\"}", "{}"));

    new WrittenLines(folder).require(1);
    assertThatThrownBy(() -> new WrittenLines(folder).require(2))
        .hasMessage("2 lines were made, 1 are there");
  }
}
