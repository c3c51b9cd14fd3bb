package io.streamobs.faults;

import static io.streamobs.testkit.ObsAssertions.assertThatLogs;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import io.streamobs.ObsBuilder;
import io.streamobs.RecordSinks;
import io.streamobs.RunScope;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.SinkOptions;
import io.streamobs.testkit.FakeClock;
import io.streamobs.testkit.FaultySink;
import io.streamobs.testkit.RecordingSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A slow, a stuck and a half-writing sink, and a clock that jumps, beside files that go on. */
@Timeout(180)
class SinkFaultsTest {

  static final int TURNS = 2_000;
  static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  final RecordingSink medium = new RecordingSink();
  final FaultySink sink = FaultySink.over(medium);
  Path logs;

  interface Fault {
    void happens() throws Exception;
  }

  @BeforeEach
  void chooseFolder() {
    logs = folder.resolve("logs");
  }

  private Health emitUnder(ObsBuilder builder, Fault fault, Fault healing) throws Exception {
    try (Obs obs =
        builder
            .standalone()
            .sink(
                RecordSinks.file(logs).events(Level.TRACE).build(),
                SinkOptions.ofDefaults().withBufferBytes(8 << 20))
            .sink(sink, SinkOptions.ofDefaults().withBufferBytes(1 << 16))
            .open()) {
      try (RunScope run = obs.run("stream-42").open()) {
        Callers callers = new Callers(run, Host.EVENTS, 4, 0);
        callers.run(400);
        assertThat(obs.flush(LONG)).isTrue();
        CallerWatch watch = CallerWatch.start();
        fault.happens();
        callers.run(TURNS);
        healing.happens();
        callers.run(TURNS);
        assertThat(watch.stop(Callers.NAME, folder)).as("what callers met").isEmpty();
      }
      assertThat(obs.flush(LONG)).isTrue();
      return obs.close(LONG);
    }
  }

  private void assertAllAccountedFor(Health last) throws Exception {
    Path lines = folder.resolve("medium.jsonl");
    Files.write(lines, medium.lines());
    assertThatLogs(lines).ofSink("recording").everyLossIsReported();
    assertThatLogs(logs).hasNoTornLine().everyLossIsReported();
    Ledger slow =
        last.sinks().stream().filter(l -> l.name().equals("recording")).findFirst().orElseThrow();
    assertThat(slow.written() + slow.dropped()).isEqualTo(slow.accepted());
  }

  @Test
  void sinkThatTakesASecondForEachWrite_holdsNobody() throws Exception {
    Health last =
        emitUnder(Obs.builder(), () -> sink.slow(Duration.ofSeconds(1)), () -> sink.heal());
    assertThat(last.sinks()).anyMatch(ledger -> ledger.dropped() > 0);
    assertAllAccountedFor(last);
  }

  @Test
  void sinkThatHangs_holdsNobody() throws Exception {
    Health last = emitUnder(Obs.builder(), () -> sink.stall(), () -> sink.heal());
    assertThat(last.sinks()).anyMatch(ledger -> ledger.dropped() > 0);
    assertAllAccountedFor(last);
  }

  @Test
  void sinkThatTakesHalfALine_holdsNobody() throws Exception {
    assertAllAccountedFor(emitUnder(Obs.builder(), () -> sink.writeHalf(), () -> sink.heal()));
  }

  @Test
  void clockAnHourBackAndAYearAhead_losesAndDeletesNothing() throws Exception {
    FakeClock clock = new FakeClock(Instant.now());
    ObsBuilder builder =
        Obs.builder()
            .clock(clock)
            .sink(
                RecordSinks.file(folder.resolve("aged"))
                    .events(Level.TRACE)
                    .rotateEvery(Duration.ofHours(1))
                    .keep(RetentionPolicy.builder().maxAge(Duration.ofDays(1)).build())
                    .build());
    emitUnder(
        builder,
        () -> clock.jumpWallClock(Duration.ofHours(-1)),
        () -> clock.jumpWallClock(Duration.ofDays(366)));
    assertThatLogs(folder.resolve("aged")).everyLossIsReported();
    try (Stream<Path> files = Files.list(folder.resolve("aged"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl"))).hasSizeBetween(2, 4);
    }
  }
}
