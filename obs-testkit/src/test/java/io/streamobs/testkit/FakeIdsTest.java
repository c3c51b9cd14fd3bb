package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FakeIdsTest {

  private final FakeIds ids = new FakeIds();

  @Test
  void ids_countFromOne() {
    assertThat(ids.runId(0)).isEqualTo("run-1");
    assertThat(ids.runId(0)).isEqualTo("run-2");
    assertThat(ids.span()).isEqualTo(1);
    assertThat(ids.correlationId()).isEqualTo(FakeIds.correlationId(1));
    assertThat(ids.correlationId()).isEqualTo("00000000-0000-4000-8000-000000000002");
  }

  @Test
  void correlationId_hasTheFormOfARealOne() {
    assertThat(UUID.fromString(ids.correlationId()).version()).isEqualTo(4);
  }

  @Test
  void ids_ofManyThreads_areUnique() {
    List<Long> spans =
        IntStream.range(0, 10_000).parallel().mapToObj(i -> ids.span()).sorted().toList();

    assertThat(spans).doesNotHaveDuplicates().startsWith(1L).endsWith(10_000L);
  }
}
