package io.streamobs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemIdsTest {

  private final SystemIds ids = new SystemIds();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z",
        "2024-02-29T03:04:05.678Z",
        "2026-11-21T18:43:12Z",
        "0999-01-02T00:00:09Z"
      })
  void runId_beginsWithItsSecondInUtc(String moment) {
    String second =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.parse(moment));

    assertThat(ids.runId(Instant.parse(moment).toEpochMilli())).matches(second + "-[0-9a-f]{8}");
  }

  @Test
  void instanceId_hasTheNumberOfTheProcess() {
    assertThat(ids.instanceId(0))
        .matches("19700101T000000Z-" + ProcessHandle.current().pid() + "-[0-9a-f]{8}");
  }

  @Test
  void correlationId_isARandomUuid() {
    UUID id = UUID.fromString(ids.correlationId());

    assertThat(id.version()).isEqualTo(4);
    assertThat(id.variant()).isEqualTo(2);
  }
}
