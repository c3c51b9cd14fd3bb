package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class HealthTest {

  static final Duration LONG = Duration.ofSeconds(10);

  final CapturingSink sink = new CapturingSink();
  final AtomicLong nanos = new AtomicLong();
  final TimeSource clock =
      new TimeSource() {
        @Override
        public long epochMillis() {
          return 0;
        }

        @Override
        public long nanoTime() {
          return nanos.get();
        }
      };

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void health_isAnEventEverySoOften() {
    try (Obs obs = Obs.builder().standalone().clock(clock).sink(sink).open()) {
      obs.event("said").emit();
      assertThat(obs.flush(LONG)).isTrue();
      pass(Duration.ofSeconds(59));
      assertThat(obs.flush(LONG)).isTrue();
      assertThat(sink.events("pipeline_health")).isEmpty();
      pass(Duration.ofSeconds(1));
      Awaitility.await().until(() -> !sink.events("pipeline_health").isEmpty());
      JsonNode health = sink.only("pipeline_health");
      assertThat(health.get("level").asString()).isEqualTo("INFO");
      assertThat(health.get("details").get("queue").get("written").asLong()).isEqualTo(2);
      assertThat(health.get("details").get("sink_capture").get("written").asLong()).isEqualTo(2);
      pass(Duration.ofMinutes(1));
      Awaitility.await().until(() -> sink.events("pipeline_health").size() == 2);
    }
    assertThat(sink.records().get(sink.records().size() - 1).get("event").asString())
        .isEqualTo("instance_stopped");
  }

  @Test
  void healthWithTrouble_isAWarning_andNamesIt() {
    RecordSink broken =
        new RecordSink() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public void write(ByteBuffer lines) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (Obs obs = Obs.builder().standalone().clock(clock).sink(sink).sink(broken).open()) {
      Awaitility.await().until(() -> !sink.events("sink_failed").isEmpty());
      assertThat(obs.health().failing()).containsOnlyKeys("broken");
      pass(Duration.ofMinutes(1));
      Awaitility.await().until(() -> !sink.events("pipeline_health").isEmpty());
      JsonNode health = sink.only("pipeline_health");
      assertThat(health.get("level").asString()).isEqualTo("WARN");
      assertThat(health.get("details").get("failing").get("broken").asString())
          .contains("No space left");
      assertThat(obs.close(Duration.ofMillis(200)).failing()).containsKey("broken");
    }
  }

  @Test
  void pipelineWithoutAnObs_saysItsHealthAtTheEnd() {
    SinkHandle handle = ObsProcess.pipeline().attach(sink, SinkOptions.ofDefaults());
    ObsProcess.pipeline().offer(new PlainLine("said"));
    handle.close(LONG);
    JsonNode last = sink.records().get(sink.records().size() - 1);
    assertThat(last.get("event").asString()).isEqualTo("pipeline_health");
    assertThat(last.get("details").get("sink_capture").get("written").asLong()).isPositive();
  }

  @Test
  void healthThatIsOff_isNeverAnEvent() {
    try (Obs obs =
        Obs.builder().standalone().clock(clock).healthEvery(Duration.ZERO).sink(sink).open()) {
      pass(Duration.ofHours(2));
      obs.event("said").emit();
      assertThat(obs.flush(LONG)).isTrue();
    }
    assertThat(sink.events("pipeline_health")).isEmpty();
  }

  @Test
  void intervalOfABoundObs_isRefusedWithTheSettingThatCounts() {
    assertThatThrownBy(() -> Obs.builder().healthEvery(LONG).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("obs.health.interval");
  }
}
