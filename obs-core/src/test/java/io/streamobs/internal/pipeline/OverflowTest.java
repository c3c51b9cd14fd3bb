package io.streamobs.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.CapturingSink;
import io.streamobs.CorrelationContext;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Reason;
import io.streamobs.Overflow;
import io.streamobs.internal.config.Settings;
import io.streamobs.internal.pipeline.PipelineTest.Gate;
import io.streamobs.internal.pipeline.PipelineTest.Line;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/** A pipeline whose callers wait for room. */
@Timeout(60)
class OverflowTest {

  static final int MANY = 5_000;
  static final SinkOptions SMALL = SinkOptions.ofDefaults().withBufferBytes(1 << 16);

  final Pipeline pipeline =
      new Pipeline(
          new PipelineOptions("patient", 64, 1_000, Set.of(), Duration.ZERO, false, Overflow.WAIT),
          TimeSource.SYSTEM,
          CorrelationContext::current);
  final Gate gate = new Gate();
  final AtomicInteger offered = new AtomicInteger();
  volatile boolean endedInterrupted;
  final Thread caller = new Thread(this::offerMany, "caller");

  @AfterEach
  void close() throws InterruptedException {
    gate.opened.countDown();
    pipeline.close(Duration.ofMillis(200));
    caller.join();
  }

  void offerMany() {
    while (offered.get() < MANY) {
      pipeline.offer(new Line(Level.INFO, "line " + offered.get()));
      offered.incrementAndGet();
    }
    endedInterrupted = Thread.currentThread().isInterrupted();
  }

  // Neither queue nor buffer takes any more.
  void startUntilHeld() {
    caller.start();
    AtomicInteger seen = new AtomicInteger(-1);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> offered.get() > 0 && seen.getAndSet(offered.get()) == offered.get());
    assertThat(offered.get()).isLessThan(MANY);
  }

  @Test
  void slowOutput_holdsItsCaller_andLosesNothing() throws Exception {
    SinkHandle handle = pipeline.attach(gate, SMALL);
    startUntilHeld();
    gate.opened.countDown();
    caller.join();
    assertThat(pipeline.flush(PipelineTest.LONG)).isTrue();
    assertThat(gate.behind.records())
        .extracting(record -> record.get("message").asString())
        .hasSize(MANY)
        .startsWith("line 0", "line 1")
        .endsWith("line " + (MANY - 1));
    assertThat(pipeline.health().lossless()).isTrue();
    PipelineTest.assertBalanced(handle.ledger());
  }

  @Test
  void failingOutput_holdsNobody_andItsLossIsReportedToOthers() throws Exception {
    CapturingSink sound = new CapturingSink("sound");
    SinkHandle failing = pipeline.attach(new Failing(), SMALL);
    pipeline.attach(sound, SMALL);
    caller.start();
    caller.join();
    assertThat(pipeline.flush(Duration.ofSeconds(1))).isFalse();
    assertThat(failing.ledger().dropped(Reason.SINK_FULL)).isPositive();
    Awaitility.await().until(() -> !LossReports.last(sound.records()).isEmpty());
    assertThat(sound.events("log_message")).hasSize(MANY);
  }

  @Test
  void close_letsAHeldCallerGo_andCountsItsRecord() throws Exception {
    pipeline.attach(gate, SMALL);
    startUntilHeld();
    Ledger queue = pipeline.close(Duration.ofMillis(100)).queue();
    caller.join();
    assertThat(queue.dropped(Reason.CLOSED)).isPositive();
    assertThat(pipeline.health().queue().accepted()).isEqualTo(MANY);
  }

  @Test
  void interruptedCaller_waitsAllTheSame_andStaysInterrupted() throws Exception {
    pipeline.attach(gate, SMALL);
    startUntilHeld();
    caller.interrupt();
    int held = offered.get();
    Awaitility.await().during(Duration.ofMillis(100)).until(() -> offered.get() == held);
    gate.opened.countDown();
    caller.join();
    assertThat(endedInterrupted).isTrue();
    assertThat(pipeline.health().lossless()).isTrue();
  }

  @Test
  void threadOfTheLibrary_neverWaitsForItself() {
    CapturingSink sink = new CapturingSink();
    pipeline.attach(sink, SinkOptions.ofDefaults());
    pipeline.offer(
        new Line(Level.INFO, "logs while it is rendered") {
          @Override
          public void describe(RecordWriter writer) {
            for (int i = 0; i < 200; i++) {
              pipeline.offer(new Line(Level.INFO, "from inside"));
            }
          }
        });
    assertThat(pipeline.flush(PipelineTest.LONG)).isTrue();
    assertThat(pipeline.health().queue().dropped(Reason.QUEUE_FULL)).isEqualTo(200 - 56);
  }

  @Test
  void recordThatNeverFits_isDroppedAtOnce() {
    pipeline.attach(gate, SinkOptions.ofDefaults());
    pipeline.offer(
        new Line(Level.ERROR, "huge") {
          @Override
          public int weight() {
            return 1 << 30;
          }
        });
    assertThat(pipeline.health().queue().dropped(Reason.QUEUE_BYTES)).isEqualTo(1);
  }

  @Test
  void lineThatNeverFits_isDroppedByItsOutput() {
    CapturingSink sink = new CapturingSink();
    SinkHandle handle = pipeline.attach(sink, SMALL);
    pipeline.offer(
        new Line(Level.INFO, "wide") {
          @Override
          public void describe(RecordWriter writer) {
            for (int i = 0; i < 100; i++) {
              writer.field("text_" + i, "x".repeat(999));
            }
          }
        });
    assertThat(pipeline.flush(PipelineTest.LONG)).isTrue();
    assertThat(handle.ledger().dropped(Reason.SINK_FULL)).isEqualTo(1);
    Awaitility.await().until(() -> !sink.records().isEmpty());
    JsonNode report = LossReports.last(sink.records()).iterator().next();
    assertThat(report.get("count").asInt()).isEqualTo(1);
  }

  @Test
  void setting_isReadWhateverItsCase_andRefusedWithItsName() {
    assertThat(optionsWith("Wait").overflow()).isEqualTo(Overflow.WAIT);
    assertThat(optionsWith("drop").overflow()).isEqualTo(Overflow.DROP);
    assertThatThrownBy(() -> optionsWith("block"))
        .hasMessageContainingAll("-Dobs.queue.overflow", "block", "drop or wait");
  }

  static PipelineOptions optionsWith(String overflow) {
    Properties properties = new Properties();
    properties.setProperty("obs.queue.overflow", overflow);
    return PipelineOptions.of("test", new Settings(properties, Map.of()));
  }

  static final class Failing implements RecordSink {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      throw new IOException("gone");
    }
  }
}
