package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.Obs;
import io.streamobs.WorkScope;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordedLogTest {

  @Test
  void records_waitForWhatIsOnItsWay() {
    RecordingSink sink = new RecordingSink();
    try (Obs obs = Obs.builder().standalone().sink(sink).open()) {
      RecordedLog log = RecordedLog.of(obs, sink);
      for (int i = 1; i <= 200; i++) {
        obs.event("tick").field("n", i).emit();
        RecordView last = log.records().get(log.records().size() - 1);

        assertThat(last.field("n")).isEqualTo((long) i);
      }
    }
  }

  @Test
  void records_onAnInterruptedThread_areReadAndItStaysInterrupted() {
    try (ObsRecorder recorder = ObsRecorder.open()) {
      recorder.obs().event("tick").emit();
      Thread.currentThread().interrupt();

      assertThat(recorder.log()).withEvent("tick").hasSize(1);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void clear_forgetsWhatWasBefore() {
    try (ObsRecorder recorder = ObsRecorder.open()) {
      recorder.obs().event("before").emit();
      recorder.log().clear();
      recorder.obs().event("after").emit();

      assertThat(recorder.log()).hasSize(1).withEvent("after").hasSize(1);
      assertThat(recorder.log()).lostNothing();
    }
  }

  @Test
  void attach_recordsFromNowUntilClosed() {
    try (ObsRecorder recorder = ObsRecorder.open()) {
      recorder.obs().event("before").emit();
      recorder.obs().flush(java.time.Duration.ofSeconds(5));
      RecordedLog log = RecordedLog.attach(recorder.obs().pipeline());
      recorder.obs().event("during").emit();
      log.close();
      recorder.obs().event("after").emit();

      assertThat(log).hasSize(1).withEvent("during").hasSize(1);
      assertThat(recorder.log()).withEvent("after").hasSize(1);
    }
  }

  @Test
  void records_besideASinkThatHangs_areRead() {
    CountDownLatch released = new CountDownLatch(1);
    RecordSink stuck = new StuckSink(released);
    try (ObsRecorder recorder =
        ObsRecorder.builder().settings(builder -> builder.sink(stuck)).open()) {
      recorder.obs().event("tick").emit();

      assertThat(recorder.log()).withEvent("tick").hasSize(1);
      released.countDown();
    }
  }

  @Test
  void lostNothing_whereTheQueueWasFull_fails() throws InterruptedException {
    BlockingFilter filter = new BlockingFilter();
    try (ObsRecorder recorder =
        ObsRecorder.builder().settings(builder -> builder.queueCapacity(64).sink(filter)).open()) {
      assertThat(recorder.log()).lostNothing();
      filter.block(() -> recorder.obs().event("tick").emit());
      for (int i = 0; i < 500; i++) {
        recorder.obs().event("tick").emit();
      }
      filter.release();

      assertThatThrownBy(() -> assertThat(recorder.log()).lostNothing())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("queue dropped")
          .hasMessageContaining("QUEUE_FULL")
          .hasMessageContaining("records were dropped")
          .hasMessageContaining("seq is ");
    }
  }

  @Test
  void lostNothing_afterClose_stillKnows() {
    ObsRecorder recorder = ObsRecorder.open();
    try (WorkScope work = recorder.obs().work("import").open()) {
      work.succeed();
    }
    recorder.close();

    assertThat(recorder.log()).lostNothing().withEvent("instance_stopped").hasSize(1);
    assertThat(recorder.log().health().sinks()).hasSize(1);
  }

  @Test
  void history_isForPeople() {
    try (ObsRecorder recorder = ObsRecorder.builder().clock(new FakeClock()).open()) {
      recorder.obs().event("tick").message("one\ntwo").emit();

      assertThat(recorder.log().history())
          .contains("History of 2 records")
          .contains("+0.000s INFO  tick")
          .contains("one two");
    }
  }

  /** Takes nothing until it is released. */
  private record StuckSink(CountDownLatch released) implements RecordSink {
    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public void write(ByteBuffer lines) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      lines.position(lines.limit());
    }
  }

  /** Holds the pipeline's thread, so that its queue fills. */
  private static final class BlockingFilter implements RecordSink {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean blocking;

    @Override
    public String name() {
      return "filter";
    }

    void block(Runnable next) throws InterruptedException {
      blocking = true;
      next.run();
      held.await();
    }

    void release() {
      released.countDown();
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      if (blocking) {
        held.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return false;
    }

    @Override
    public void write(ByteBuffer lines) {
      lines.position(lines.limit());
    }
  }
}
