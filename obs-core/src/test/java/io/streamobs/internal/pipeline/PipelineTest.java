package io.streamobs.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.CapturingSink;
import io.streamobs.CorrelationContext;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Reason;
import io.streamobs.Overflow;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class PipelineTest {

  static final Duration LONG = Duration.ofSeconds(20);

  final Pipeline pipeline =
      new Pipeline(
          new PipelineOptions(
              "test", 64, 1_000, java.util.Set.of(), Duration.ZERO, false, Overflow.DROP),
          TimeSource.SYSTEM,
          CorrelationContext::current);
  final CapturingSink sink = new CapturingSink();

  @AfterEach
  void close() {
    pipeline.close(Duration.ofMillis(200));
  }

  static class Line extends CapturedRecord {
    private final String text;

    Line(Level level, String text) {
      super(level, 0, CorrelationContext.current());
      this.text = text;
    }

    @Override
    public void describe(RecordWriter writer) {
      writer.message(text);
    }

    @Override
    public int weight() {
      return text.length();
    }
  }

  void offer(int count, Level level) {
    for (int i = 0; i < count; i++) {
      pipeline.offer(new Line(level, "line " + i));
    }
  }

  static void assertBalanced(Ledger ledger) {
    assertThat(
            ledger.written()
                + ledger.dropped()
                + ledger.failed()
                + ledger.pending()
                + ledger.inFlight())
        .as("%s", ledger)
        .isEqualTo(ledger.accepted());
  }

  /** A sink that lets nothing through while it is shut. */
  static class Gate implements RecordSink {
    final CountDownLatch opened = new CountDownLatch(1);
    final CapturingSink behind = new CapturingSink("gate");

    @Override
    public String name() {
      return "gate";
    }

    @Override
    public void write(ByteBuffer lines) {
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw new AssertionError("a thread of ours was interrupted", e);
      }
      behind.write(lines);
    }
  }

  @Test
  void records_areNumberedWithoutGap() {
    pipeline.attach(sink, SinkOptions.ofDefaults());
    offer(50, Level.INFO);
    assertThat(pipeline.flush(LONG)).isTrue();
    for (int i = 0; i < 50; i++) {
      assertThat(sink.records().get(i).get("seq").asInt()).isEqualTo(i + 1);
    }
    assertThat(pipeline.health().lossless()).isTrue();
  }

  @Test
  void noSink_isCountedAsClosed() {
    offer(3, Level.INFO);
    assertThat(pipeline.health().queue().dropped(Reason.CLOSED)).isEqualTo(3);
    assertBalanced(pipeline.health().queue());
  }

  @Test
  void stuckSink_keepsNobodyElseFromWriting_andLosesByTheLedger() {
    Gate gate = new Gate();
    SinkHandle stuck = pipeline.attach(gate, SinkOptions.ofDefaults().withBufferBytes(1 << 16));
    SinkHandle free = pipeline.attach(sink, SinkOptions.ofDefaults());
    int offered = 0;
    for (int round = 0; round < 40; round++) {
      offer(50, Level.INFO);
      offered += 50;
      long target = offered;
      Awaitility.await().until(() -> pipeline.health().queue().written() >= target);
    }
    Awaitility.await().until(() -> free.ledger().written() >= 2_000);
    assertThat(stuck.ledger().dropped(Reason.SINK_FULL)).isPositive();
    assertBalanced(stuck.ledger());
    // At once through the other sink …
    Awaitility.await().until(() -> !sink.events("records_dropped").isEmpty());
    gate.opened.countDown();
    // … and in band once there is room again: lines present + reported = emitted.
    Awaitility.await().until(() -> !gate.behind.events("records_dropped").isEmpty());
    assertThat(pipeline.flush(LONG)).isTrue();
    // Each report covers the episode so far; the last one counts.
    List<JsonNode> reports = gate.behind.events("records_dropped");
    long reported = reports.get(reports.size() - 1).get("details").get("count").asLong();
    assertThat(reports)
        .extracting(r -> r.get("details").get("seq_from").asLong())
        .containsOnly(reports.get(0).get("details").get("seq_from").asLong());
    JsonNode last = gate.behind.records().get(gate.behind.records().size() - 1);
    assertThat(gate.behind.records().size() + reported).isEqualTo(last.get("seq").asLong());
    assertBalanced(stuck.ledger());
  }

  @Test
  void fullQueue_dropsInfoFirst_andItsNumbersAreMissing() {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    pipeline.attach(sink, SinkOptions.ofDefaults());
    pipeline.offer(
        new Line(Level.INFO, "holds the thread") {
          @Override
          public void describe(RecordWriter writer) {
            held.countDown();
            try {
              hold.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        });
    Awaitility.await().until(() -> held.getCount() == 0);
    offer(100, Level.INFO);
    offer(5, Level.WARN);
    Ledger queue = pipeline.health().queue();
    assertThat(queue.dropped(Reason.QUEUE_FULL)).isEqualTo(100 - 56);
    assertThat(queue.drops()).allMatch(drop -> drop.level() == Level.INFO);
    assertBalanced(queue);
    hold.countDown();
    assertThat(pipeline.flush(LONG)).isTrue();
    Awaitility.await().until(() -> !sink.events("records_dropped").isEmpty());
    JsonNode report = sink.only("records_dropped").get("details");
    assertThat(report.get("count").asLong()).isEqualTo(44);
    assertThat(report.get("seq_to").asLong() - report.get("seq_from").asLong()).isEqualTo(43);
    JsonNode last = sink.records().get(sink.records().size() - 1);
    assertThat(last.get("seq").asLong()).isEqualTo(sink.records().size() + 44);
  }

  @Test
  void lineThatWouldFindNoRoom_isRefusedAndCountedBeforeItIsMade() {
    assertThat(pipeline.refuses(Level.ERROR)).isTrue();
    assertThat(pipeline.health().queue().dropped(Reason.CLOSED)).isEqualTo(1);
    Gate gate = new Gate();
    pipeline.attach(gate, SinkOptions.ofDefaults());
    assertThat(pipeline.refuses(Level.INFO)).isFalse();
    CountDownLatch hold = new CountDownLatch(1);
    pipeline.offer(
        new Line(Level.INFO, "holds the thread") {
          @Override
          public void describe(RecordWriter writer) {
            try {
              hold.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        });
    Awaitility.await().until(() -> pipeline.health().queue().inFlight() == 1);
    offer(56, Level.INFO);
    assertThat(pipeline.refuses(Level.INFO)).isTrue();
    assertThat(pipeline.refuses(Level.WARN)).isFalse();
    offer(8, Level.WARN);
    assertThat(pipeline.refuses(Level.WARN)).isTrue();
    assertThat(pipeline.health().queue().dropped(Reason.QUEUE_FULL)).isEqualTo(2);
    assertBalanced(pipeline.health().queue());
    hold.countDown();
    gate.opened.countDown();
    assertThat(pipeline.flush(LONG)).isTrue();
    // Its number is missing, and reported, as that of any other that was dropped.
    Awaitility.await().until(() -> LossReports.lost(gate.behind.records(), "gate") == 2);
  }

  @Test
  void largeRecords_areBoundedByTheirSum() {
    pipeline.attach(new Gate(), SinkOptions.ofDefaults());
    for (int i = 0; i < 50; i++) {
      pipeline.offer(new Line(Level.INFO, "x".repeat(1 << 20)));
    }
    Ledger queue = pipeline.health().queue();
    assertThat(queue.dropped(Reason.QUEUE_BYTES)).isPositive();
    assertBalanced(queue);
  }

  @Test
  void recordThatGrowsOrShrinksWhileItWaits_givesBackWhatWasSetAsideForIt() {
    Intake intake = new Intake(64, Overflow.DROP);
    intake.open();
    RuntimeException thrown = new RuntimeException("x".repeat(10_000));
    intake.offer(
        new Report(
            Level.ERROR,
            0,
            CorrelationContext.current(),
            LibraryEvent.STAGE_ERROR,
            null,
            "failed",
            java.util.Map.of(),
            thrown));
    assertThat(intake.largeWeight()).isPositive();
    thrown.addSuppressed(new RuntimeException("of close()"));
    assertThat(intake.poll()).isNotNull();
    assertThat(intake.largeWeight()).isZero();
  }

  /** Says something about itself when it is opened, and with its first line. */
  static final class Talking implements RecordSink {
    final CapturingSink behind = new CapturingSink("talking");
    private SinkContext context;
    private boolean wrote;

    @Override
    public String name() {
      return "talking";
    }

    @Override
    public void attached(SinkContext newContext) {
      context = newContext;
    }

    @Override
    public void open() {
      say("opened");
    }

    @Override
    public void write(ByteBuffer lines) {
      behind.write(lines);
      if (!wrote) {
        wrote = true;
        say("wrote");
      }
    }

    private void say(String what) {
      context.report(
          Level.INFO, LibraryEvent.LOG_ROTATED, null, what, java.util.Map.of("said", what));
    }
  }

  @Test
  void whatASinkSays_isHeard_asItIsAttachedAndWhileThePipelineCloses() {
    for (int i = 0; i < 50; i++) {
      Pipeline busy =
          new Pipeline(
              new PipelineOptions(
                  "busy", 64, 1_000, java.util.Set.of(), Duration.ZERO, false, Overflow.DROP),
              TimeSource.SYSTEM,
              CorrelationContext::current);
      Talking talking = new Talking();
      busy.attach(talking, SinkOptions.ofDefaults());
      busy.offer(new Line(Level.INFO, "line"));
      Health last = busy.close(LONG);
      assertThat(last.queue().drops()).isEmpty();
      assertThat(talking.behind.events("log_rotated"))
          .extracting(event -> event.get("message").asString())
          .containsExactlyInAnyOrder("opened", "wrote");
    }
  }

  @Test
  void sinksOfOneName_areToldApart() {
    pipeline.attach(sink, SinkOptions.ofDefaults());
    SinkHandle second = pipeline.attach(new CapturingSink(), SinkOptions.ofDefaults());
    assertThat(second.ledger().name()).isEqualTo("capture-2");
    second.close(LONG);
    SinkHandle third = pipeline.attach(new CapturingSink(), SinkOptions.ofDefaults());
    assertThat(third.ledger().name()).isEqualTo("capture-2");
  }

  @Test
  void sinkThatFails_isOpenedAgain_andLosesNothing() {
    AtomicInteger attempts = new AtomicInteger();
    CapturingSink behind = new CapturingSink("flaky");
    RecordSink flaky =
        new RecordSink() {
          @Override
          public String name() {
            return "flaky";
          }

          @Override
          public void open() throws IOException {
            if (attempts.incrementAndGet() < 4) {
              throw new IOException("not yet");
            }
          }

          @Override
          public void write(ByteBuffer lines) {
            behind.write(lines);
          }
        };
    pipeline.attach(sink, SinkOptions.ofDefaults()); // first, to hear of the other's failure
    SinkHandle handle = pipeline.attach(flaky, SinkOptions.ofDefaults());
    offer(20, Level.INFO);
    Awaitility.await().until(() -> !sink.events("sink_recovered").isEmpty());
    assertThat(pipeline.flush(LONG)).isTrue();
    assertThat(behind.events("log_message")).hasSize(20);
    assertThat(sink.only("sink_failed").get("details").get("cause").asString()).contains("not yet");
    assertThat(handle.ledger().lossless()).isTrue();
  }

  @Test
  void writeThatFailsInsideALine_isRepaired_andTheLineWrittenInFull() {
    StringBuilder medium = new StringBuilder();
    AtomicInteger writes = new AtomicInteger();
    RecordSink half =
        new RecordSink() {
          @Override
          public String name() {
            return "half";
          }

          @Override
          public void write(ByteBuffer lines) throws IOException {
            boolean breaks = writes.incrementAndGet() == 1;
            int count = breaks ? Math.min(30, lines.remaining()) : lines.remaining();
            for (int i = 0; i < count; i++) {
              medium.append((char) lines.get());
            }
            if (breaks) {
              throw new IOException("disk full");
            }
          }
        };
    pipeline.attach(half, SinkOptions.ofDefaults());
    offer(3, Level.INFO);
    assertThat(pipeline.flush(LONG)).isTrue();
    pipeline.close(LONG);
    String[] lines = medium.toString().split("\n");
    assertThat(lines[0]).hasSize(30);
    assertThat(lines)
        .filteredOn(line -> line.contains("log_message") && line.endsWith("}"))
        .hasSize(3);
  }

  @Test
  void close_withAStuckSink_returnsByItsDeadline_withTheLedger() {
    pipeline.attach(new Gate(), SinkOptions.ofDefaults());
    offer(10, Level.INFO);
    long start = System.nanoTime();
    Health last = pipeline.close(Duration.ofMillis(300));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(last.sinks().get(0).failed()).isEqualTo(10);
    assertBalanced(last.sinks().get(0));
    offer(1, Level.ERROR);
    assertThat(pipeline.health().queue().dropped(Reason.CLOSED)).isEqualTo(1);
  }

  /** Holds the pipeline's own thread until it is let go. */
  static final class Holding extends Line {
    final CountDownLatch held = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);

    Holding() {
      super(Level.INFO, "holds");
    }

    @Override
    public void describe(RecordWriter writer) {
      held.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void close_whileRecordsStillWait_countsThemAsFailed_notAsWritten() {
    pipeline.attach(sink, SinkOptions.ofDefaults());
    Holding holding = new Holding();
    pipeline.offer(holding);
    Awaitility.await().until(() -> holding.held.getCount() == 0);
    offer(20, Level.INFO);
    Health last = pipeline.close(Duration.ofMillis(50));
    assertThat(last.queue().written()).isZero();
    assertThat(last.queue().pending() + last.queue().inFlight()).isEqualTo(21);
    holding.letGo.countDown();
    Awaitility.await().until(() -> pipeline.health().queue().failed() >= 20);
    assertThat(pipeline.health().queue().written()).isLessThanOrEqualTo(1);
    assertBalanced(pipeline.health().queue());
  }

  @Test
  void pipelineThatStartsAgain_waitsForItsOldThread() {
    SinkHandle first = pipeline.attach(sink, SinkOptions.ofDefaults());
    Holding holding = new Holding();
    pipeline.offer(holding);
    Awaitility.await().until(() -> holding.held.getCount() == 0);
    first.close(Duration.ofMillis(50));
    CapturingSink again = new CapturingSink("again");
    pipeline.attach(again, SinkOptions.ofDefaults());
    offer(30, Level.INFO);
    holding.letGo.countDown();
    assertThat(pipeline.flush(LONG)).isTrue();
    Awaitility.await().until(() -> again.events(LibraryEvent.LOG_MESSAGE).size() == 30);
    assertThat(again.records()).extracting(r -> r.get("seq").asLong()).doesNotHaveDuplicates();
    assertThat(pipeline.health().queue().inFlight()).isZero();
  }

  @Test
  void essentialHeadroomFull_isStillReportedInBand() {
    Gate gate = new Gate();
    pipeline.attach(gate, SinkOptions.ofDefaults().withBufferBytes(1 << 16));
    for (int round = 0; round < 30; round++) {
      offer(40, Level.ERROR);
      assertThat(pipeline.flush(Duration.ofMillis(20))).isFalse();
    }
    gate.opened.countDown();
    Awaitility.await().until(() -> !gate.behind.events("records_dropped").isEmpty());
  }

  @Test
  void close_whileTheBufferIsFull_stillReportsInBandWhatWasLost() {
    Gate gate = new Gate();
    SinkHandle handle = pipeline.attach(gate, SinkOptions.ofDefaults().withBufferBytes(1 << 16));
    for (int round = 0; round < 30; round++) {
      offer(40, Level.ERROR);
      assertThat(pipeline.flush(Duration.ofMillis(20))).isFalse();
    }
    assertThat(handle.ledger().dropped(Reason.SINK_FULL)).isPositive();
    new Thread(
            () -> {
              Awaitility.await().until(() -> pipeline.health().queue().dropped(Reason.CLOSED) > 0);
              gate.opened.countDown();
            })
        .start();
    Thread late = new Thread(() -> offerUntilRefused());
    late.start();
    pipeline.close(LONG);
    List<JsonNode> records = gate.behind.records();
    assertThat(LossReports.last(records))
        .extracting(details -> details.get("reason").asString())
        .contains(Reason.SINK_FULL.json());
    // The late ones may have found the queue full as well, and been reported apart.
    long lastLine = records.get(records.size() - 1).get("seq").asLong();
    assertThat(records.size() + LossReports.lost(records, "gate")).isEqualTo(lastLine);
  }

  // Until the pipeline is being closed.
  private void offerUntilRefused() {
    while (pipeline.health().queue().dropped(Reason.CLOSED) == 0) {
      offer(1, Level.DEBUG);
      Thread.onSpinWait();
    }
  }

  @Test
  void close_ofAnInterruptedThread_stillWritesAll() {
    pipeline.attach(sink, SinkOptions.ofDefaults());
    offer(10, Level.INFO);
    Thread.currentThread().interrupt();
    Health last = pipeline.close(LONG);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(last.sinks().get(0).written()).isEqualTo(10);
  }

  @SuppressWarnings("InfiniteRecursion") // the point of it
  private void offerToTheEndOfTheStack(Line line) {
    pipeline.offer(line);
    offerToTheEndOfTheStack(line);
  }

  @Test
  void offer_whereTheStackEnds_leavesThePipelineWorking() throws Exception {
    pipeline.attach(sink, SinkOptions.ofDefaults());
    Line line = new Line(Level.INFO, "deep");
    for (int i = 0; i < 20; i++) {
      Thread deep =
          new Thread(
              null,
              () -> {
                try {
                  offerToTheEndOfTheStack(line);
                } catch (StackOverflowError expected) {
                  return;
                }
              },
              "deep",
              256 << 10);
      deep.start();
      deep.join();
    }
    assertThat(pipeline.flush(LONG)).isTrue();
    offer(1, Level.WARN);
    assertThat(pipeline.flush(LONG)).isTrue();
    assertThat(sink.records().get(sink.records().size() - 1).get("level").asString())
        .isEqualTo("WARN");
  }

  @Test
  void recordThatCannotBeDescribed_isStillARecord() {
    pipeline.attach(sink, SinkOptions.ofDefaults());
    pipeline.offer(
        new Line(Level.INFO, "x") {
          @Override
          public void describe(RecordWriter writer) {
            throw new OutOfMemoryError("made up");
          }
        });
    offer(1, Level.INFO);
    assertThat(pipeline.flush(LONG)).isTrue();
    assertThat(sink.records()).hasSize(2);
    assertThat(sink.records().get(0).get("error_code").asString()).isEqualTo("OBS-PIPE-003");
  }

  @Test
  void filteredRecords_takeNoNumber() {
    RecordSink warnings =
        new RecordSink() {
          @Override
          public String name() {
            return "warnings";
          }

          @Override
          public boolean accepts(CapturedRecord record) {
            return record.level() == Level.WARN;
          }

          @Override
          public void write(ByteBuffer lines) {
            sink.write(lines);
          }
        };
    pipeline.attach(warnings, SinkOptions.ofDefaults());
    offer(5, Level.DEBUG);
    offer(2, Level.WARN);
    assertThat(pipeline.flush(LONG)).isTrue();
    assertThat(sink.records()).hasSize(2);
    assertThat(sink.records().get(1).get("seq").asLong()).isEqualTo(2);
  }

  @Test
  void detachedSink_isWrittenToItsEnd_andTheThreadEndsWithTheLast() {
    SinkHandle handle = pipeline.attach(sink, SinkOptions.ofDefaults());
    offer(30, Level.INFO);
    assertThat(handle.close(LONG).written()).isEqualTo(30);
    assertThat(handle.close(LONG).written()).isEqualTo(30);
    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("obs-pipeline-test")));
    SinkHandle again = pipeline.attach(new CapturingSink("again"), SinkOptions.ofDefaults());
    offer(2, Level.INFO);
    assertThat(again.close(LONG).written()).isEqualTo(2);
  }

  @Test
  void ledgers_balanceAtEveryMoment() throws Exception {
    SinkHandle handle = pipeline.attach(sink, SinkOptions.ofDefaults());
    CountDownLatch done = new CountDownLatch(3);
    for (int t = 0; t < 3; t++) {
      new Thread(
              () -> {
                offer(20_000, Level.INFO);
                done.countDown();
              })
          .start();
    }
    while (done.getCount() > 0) {
      Ledger queue = pipeline.health().queue();
      assertBalanced(queue);
      assertThat(queue.inFlight()).isNotNegative();
      assertThat(queue.pending()).isNotNegative();
      assertBalanced(handle.ledger());
      assertThat(handle.ledger().pending()).isNotNegative();
    }
    done.await();
    assertThat(pipeline.flush(LONG)).isTrue();
    Ledger queue = pipeline.health().queue();
    assertThat(queue.accepted()).isEqualTo(60_000);
    assertThat(queue.pending() + queue.inFlight()).isZero();
    Ledger written = handle.ledger();
    assertBalanced(written);
    assertThat(sink.records()).hasSize((int) written.written());
    // What reached the sink's buffer is what left the queue, and the reports of losses.
    assertThat(written.accepted()).isGreaterThanOrEqualTo(queue.written());
    if (written.dropped() == 0) {
      assertThat(sink.events(LibraryEvent.LOG_MESSAGE)).hasSize((int) queue.written());
    }
  }
}
