package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.StageScope;
import io.streamobs.WorkScope;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What records weigh, which decides whether their caller touches a counter that all share. */
class WeightTest {

  private static final int LARGE = 1_024;

  private final Weighing weighing = new Weighing();
  private final Rig rig = new Rig(/* reads= */ false);
  private final Obs obs;
  private final WorkScope work;

  WeightTest() {
    rig.appender.add(weighing);
    rig.started();
    obs = Obs.builder().service("weight").captureUncaught(false).open();
    work = obs.work("weighed").open();
  }

  @AfterEach
  void close() {
    MDC.clear();
    work.close();
    obs.close();
    rig.close();
  }

  /** Notes what comes by. */
  private static final class Weighing extends Output implements RecordSink {

    final List<CapturedRecord> records = new CopyOnWriteArrayList<>();

    @Override
    RecordSink newSink() {
      return this;
    }

    @Override
    public String name() {
      return "weighing";
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      records.add(record);
      return true;
    }

    @Override
    public void write(ByteBuffer lines) {
      lines.position(lines.limit());
    }
  }

  private CapturedRecord last() {
    assertThat(ObsProcess.pipeline().flush(Duration.ofSeconds(10))).isTrue();
    return weighing.records.get(weighing.records.size() - 1);
  }

  @Test
  void usualLine_isNotLarge() {
    rig.logger()
        .info("loudness {} LUFS, gain {} dB, {} {} {}", -23.5, 1.5, 48_000, true, "clip-17");
    assertThat(last().weight()).isBetween(1, LARGE);
  }

  @Test
  void plainOutcome_weighsNothing() {
    try (StageScope stage = work.stage("encode").open()) {
      stage.succeed();
    }
    assertThat(last().weight()).isZero();
  }

  @Test
  void contextMap_isWeighedWithItsLine() {
    MDC.put("request", "x".repeat(2_000));
    rig.logger().info("short");
    assertThat(last().weight()).isGreaterThan(4_000);
  }

  @Test
  void exception_isWeighedByItsFrames() {
    Throwable thrown = new IllegalStateException("made up");
    rig.logger().info("failed", thrown);
    assertThat(last().weight()).isGreaterThan(100 * thrown.getStackTrace().length);
  }

  @Test
  void whatAStageWasTold_isWeighedWithItsEnd() {
    try (StageScope stage = work.stage("encode").open()) {
      stage.attribute("notes", "x".repeat(2_000));
      stage.input("audio", Path.of("/media", "in.wav"));
      stage.fail(new IllegalStateException("made up"));
    }
    assertThat(last().weight()).isGreaterThan(16_384 + 4_000);
  }

  @Test
  void whatAStageWasTold_isNotKeptByTheRecordOfItsStart() {
    StageScope stage = work.stage("encode").open();
    CapturedRecord start = last();
    stage.attribute("notes", "x".repeat(2_000));
    IllegalStateException cause = new IllegalStateException("made up");
    WeakReference<Throwable> told = new WeakReference<>(cause);
    stage.fail(cause);
    cause = null;
    stage.close();
    assertThat(last()).isNotSameAs(start);
    weighing.records.clear();
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return told.get() == null;
            });
    assertThat(start.weight()).isZero();
    Reference.reachabilityFence(stage);
  }
}
