package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.CapturingSink;
import io.streamobs.CorrelationContext;
import io.streamobs.LogFileBuilder;
import io.streamobs.Overflow;
import io.streamobs.RecordSinks;
import io.streamobs.TurnedClock;
import io.streamobs.internal.pipeline.Pipeline;
import io.streamobs.internal.pipeline.PipelineOptions;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/** A pipeline that logs to files, and one that hears what it says. */
final class LogRig implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(20);
  private static final String USUAL = "x".repeat(100);

  final TurnedClock clock;
  final CapturingSink heard = new CapturingSink();
  final Path folder;
  final SinkHandle file;
  private final Pipeline pipeline;
  private int logged;

  LogRig(Path folder, TurnedClock clock, RecordSink sink) {
    this.folder = folder;
    this.clock = clock;
    this.pipeline =
        new Pipeline(
            new PipelineOptions(
                "test", 8_192, 1 << 20, Set.of(), Duration.ZERO, false, Overflow.DROP),
            clock,
            CorrelationContext::current);
    pipeline.attach(heard, SinkOptions.ofDefaults()); // first, to hear the other from its start
    file = pipeline.attach(sink, SinkOptions.ofDefaults());
  }

  LogRig(Path folder, UnaryOperator<LogFileBuilder> settings) {
    this(folder, new TurnedClock(), settings.apply(settings(folder)).build());
  }

  static LogFileBuilder settings(Path folder) {
    return RecordSinks.file(folder).name("dub").maxFileBytes(1 << 16);
  }

  LogRig(Path folder) {
    this(folder, settings -> settings);
  }

  private final class Line extends CapturedRecord {
    private final int number;
    private final String text;

    Line(int number, String text) {
      super(Level.INFO, clock.epochMillis(), CorrelationContext.current());
      this.number = number;
      this.text = text;
    }

    @Override
    public void describe(RecordWriter writer) {
      writer.message(text);
      writer.field("n", number);
    }
  }

  /** Lines with the next numbers, without waiting for them. */
  LogRig offer(int count) {
    for (int i = 0; i < count; i++) {
      pipeline.offer(new Line(logged++, USUAL));
    }
    return this;
  }

  /** One line of about so many bytes. */
  void logLong(int chars) {
    pipeline.offer(new Line(logged++, "x".repeat(chars)));
    assertThat(pipeline.flush(LONG)).as("flushed").isTrue();
  }

  /** The same, and waits until they are written. */
  LogRig log(int count) {
    for (int left = count; left > 0; left -= 100) {
      offer(Math.min(left, 100));
      assertThat(pipeline.flush(LONG)).as("flushed").isTrue();
    }
    return this;
  }

  int logged() {
    return logged;
  }

  LogDisk disk() {
    return new LogDisk(folder);
  }

  JsonNode awaitEvent(String event) {
    return awaitEvent(event, 1);
  }

  /** Waits for the event to be said so often, and gives the last one. */
  JsonNode awaitEvent(String event, int times) {
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(heard.events(event)).hasSizeGreaterThanOrEqualTo(times));
    return heard.events(event).get(times - 1);
  }

  JsonNode details(String event) {
    return awaitEvent(event).get("details");
  }

  @Override
  public void close() {
    close(LONG);
  }

  void close(Duration deadline) {
    pipeline.close(deadline);
  }
}
