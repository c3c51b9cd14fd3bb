package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultySinkTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final RecordingSink recorded = new RecordingSink();
  private final FaultySink sink = FaultySink.over(recorded);

  @AfterEach
  void letGo() throws IOException {
    sink.close();
  }

  private Obs open() {
    return Obs.builder().service("live-dub").standalone().sink(sink).open();
  }

  private static ByteBuffer lines(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private CompletableFuture<Void> writing(ByteBuffer lines) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                sink.write(lines);
                ended.complete(null);
              } catch (Throwable thrown) {
                ended.completeExceptionally(thrown);
              }
            });
    writer.setDaemon(true);
    writer.start();
    return ended;
  }

  @Test
  void healthy_passesEverythingOn() throws IOException {
    sink.open();
    sink.write(lines("a\nb\n"));
    sink.flush();
    sink.close();

    assertThat(recorded.lines()).containsExactly("a", "b");
    assertThat(sink.name()).isEqualTo("recording");
    assertThat(sink)
        .returns(1L, FaultySink::opens)
        .returns(1L, FaultySink::writes)
        .returns(1L, FaultySink::flushes)
        .returns(1L, FaultySink::closes)
        .returns(0L, FaultySink::failures);
  }

  @Test
  void stall_holdsTheWriteUntilHealed() throws Exception {
    sink.stall();
    CompletableFuture<Void> write = writing(lines("a\n"));
    sink.awaitStalled(LONG);

    assertThat(write).isNotDone();
    assertThat(recorded.lines()).isEmpty();

    sink.heal();
    write.get();
    assertThat(recorded.lines()).containsExactly("a");
  }

  @Test
  void stall_thenFail_theHeldWriteFails() throws Exception {
    sink.stall();
    CompletableFuture<Void> write = writing(lines("a\n"));
    sink.awaitStalled(LONG);
    sink.fail(new IOException("broken pipe"));

    assertThatThrownBy(write::get).hasRootCauseMessage("broken pipe");
    assertThat(sink.failures()).isEqualTo(1);
  }

  @Test
  void stall_thenClose_letsGo() throws Exception {
    sink.stall();
    CompletableFuture<Void> write = writing(lines("a\n"));
    sink.awaitStalled(LONG);
    sink.close();

    await().until(write::isDone);
    sink.stall(); // nothing breaks what is closed
    assertThatThrownBy(() -> sink.write(lines("b\n"))).hasMessage("the sink is closed");
  }

  @Test
  void stall_interrupted_fails() throws Exception {
    sink.stall();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> sink.write(lines("a\n"))).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void awaitStalled_whereNothingWrites_fails() {
    assertThatThrownBy(() -> sink.awaitStalled(Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no write was held")
        .hasMessageContaining("0 writes");
  }

  @Test
  void stall_inAPipeline_asTheDocsShowIt() throws Exception {
    FaultySink sink = FaultySink.over(new RecordingSink());
    try (sink;
        Obs obs = Obs.builder().service("live-dub").standalone().sink(sink).open()) {
      sink.stall();
      obs.event("tick").emit();
      sink.awaitStalled(Duration.ofSeconds(10));
      assertThat(obs.health().sinks().get(0).inFlight()).isPositive();
      sink.heal();
    }
    assertThat(sink.closes()).isEqualTo(2);
  }

  @Test
  void stall_pastThePipelinesDeadline_leavesItsLinesFailed() throws Exception {
    Obs obs = open();
    assertThat(obs.flush(LONG)).isTrue();
    sink.stall();
    obs.event("tick").emit();
    sink.awaitStalled(LONG);

    Health last = obs.close(Duration.ofMillis(50));

    assertThat(last.sinks().get(0).failed()).isPositive();
    assertThat(sink.closes()).isZero();
    sink.heal();
    await().until(() -> sink.closes() == 1);
  }

  @Test
  void fail_keepsLinesInThePipelineUntilHealed() throws Exception {
    try (Obs obs = open()) {
      assertThat(obs.flush(LONG)).isTrue();
      sink.fail(new IOException("No space left on device"));
      obs.event("tick").emit();
      await().until(() -> sink.failures() > 1);
      Ledger during = obs.health().sinks().get(0);
      sink.heal();
      assertThat(obs.flush(LONG)).isTrue();

      assertThat(during.pending() + during.inFlight()).isPositive();
      assertThat(obs.health().lossless()).isTrue();
      assertThat(recorded.lines()).filteredOn(line -> line.contains("\"tick\"")).hasSize(1);
    }
  }

  @Test
  void fail_withWhatNoSinkShouldThrow_isThrownAsItIs() {
    sink.fail(new AssertionError("boom"));

    assertThatThrownBy(() -> sink.write(lines("a\n"))).isInstanceOf(AssertionError.class);
    assertThatThrownBy(sink::flush).hasMessage("boom");
  }

  @Test
  void failToOpen_failsBoth_untilHealed() throws IOException {
    sink.failToOpen(new IOException("read-only"));

    assertThatThrownBy(sink::open).hasMessage("read-only");
    assertThatThrownBy(() -> sink.write(lines("a\n"))).hasMessage("read-only");
    sink.heal();
    sink.open();
    sink.write(lines("a\n"));

    assertThat(recorded.lines()).containsExactly("a");
    assertThat(sink.failures()).isEqualTo(2);
  }

  @Test
  void writeHalf_endsInsideALine_thenTakesNothing() {
    ByteBuffer lines = lines("one\ntwo\n");
    sink.writeHalf();

    assertThatThrownBy(() -> sink.write(lines)).hasMessage("No space left on device");
    assertThat(lines.position()).as("not behind the first newline").isEqualTo(3);
    assertThat(lines.limit()).isEqualTo(8);

    assertThatThrownBy(() -> sink.write(lines)).isInstanceOf(IOException.class);
    assertThat(lines.position()).isEqualTo(3);
  }

  @Test
  void writeHalf_inAPipeline_isRepaired() throws IOException {
    try (Obs obs = open()) {
      sink.writeHalf();
      obs.event("tick").emit();
      await().until(() -> sink.failures() > 1);
      sink.heal();
      assertThat(obs.flush(LONG)).isTrue();

      RecordedLog log = RecordedLog.of(obs, recorded);
      assertThat(log.records()).allMatch(record -> record.problem() == null);
      ObsAssertions.assertThat(log).lostNothing().withEvent("tick").hasSize(1);
    }
  }

  @Test
  void slow_isEndedByHealing() throws ExecutionException, InterruptedException {
    sink.slow(Duration.ofDays(1));
    CompletableFuture<Void> write = writing(lines("a\n"));
    await().until(() -> sink.writes() == 1);
    assertThat(write).isNotDone();
    sink.heal();

    write.get();
    assertThat(recorded.lines()).containsExactly("a");
  }

  @Test
  void slow_isNoStall() {
    sink.slow(Duration.ofDays(1));
    CompletableFuture<Void> write = writing(lines("a\n"));

    assertThatThrownBy(() -> sink.awaitStalled(Duration.ofMillis(300)))
        .isInstanceOf(AssertionError.class);
    assertThat(write).isNotDone();
  }

  @Test
  void slow_goesOnByItself() throws IOException {
    sink.slow(Duration.ofMillis(1));
    sink.write(lines("a\n"));

    assertThat(recorded.lines()).containsExactly("a");
  }

  @Test
  void close_twice_closesTheSinkBelowOnce() throws IOException {
    FaultySink outer = FaultySink.over(sink);
    outer.close();
    outer.close();

    assertThat(outer.closes()).isEqualTo(2);
    assertThat(sink.closes()).isEqualTo(1);
  }
}
