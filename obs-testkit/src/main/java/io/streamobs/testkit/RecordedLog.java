package io.streamobs.testkit;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a pipeline has recorded so far, for a test to look at. Reading waits for the records that
 * are on their way, so that a test needs no sleep.
 *
 * <pre>{@code
 * try (RecordedLog log = RecordedLog.attach(ObsProcess.pipeline())) {
 *   worker.run();
 *   assertThat(log).everyRecordHasRequiredFields();
 * }
 * }</pre>
 *
 * <p>Threads: any. Failure: reading throws an {@link AssertionError} with the ledgers where the
 * records do not arrive within 10 seconds.
 */
public final class RecordedLog implements AutoCloseable {

  /** A line of 16 KiB of text needs more space than a usual one: keep a few hundred of those. */
  static final SinkOptions OPTIONS = SinkOptions.ofDefaults().withBufferBytes(1 << 23);

  private static final Duration STEP = Duration.ofMillis(100);
  private static final int MOST_STEPS = 100;

  private final RecordingSink sink;
  private final Predicate<Duration> flush;
  private final Supplier<Health> health;
  private final Runnable detach;

  RecordedLog(
      RecordingSink sink, Predicate<Duration> flush, Supplier<Health> health, Runnable detach) {
    this.sink = sink;
    this.flush = flush;
    this.health = health;
    this.detach = detach;
  }

  /** Records from now on what passes the pipeline, until it is closed. */
  public static RecordedLog attach(RecordPipeline pipeline) {
    RecordingSink sink = new RecordingSink();
    SinkHandle handle = pipeline.attach(sink, OPTIONS);
    return new RecordedLog(sink, pipeline::flush, pipeline::health, handle::close);
  }

  /**
   * What the Obs hands to {@code sink}.
   *
   * @param sink one that the Obs was built with, under canonical names
   */
  public static RecordedLog of(Obs obs, RecordingSink sink) {
    return new RecordedLog(sink, obs::flush, obs::health, () -> {});
  }

  /** Everything recorded before this call, since the last {@link #clear}. */
  public List<RecordView> records() {
    List<String> lines = lines();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> RecordView.of(i + 1, lines.get(i)))
        .toList();
  }

  /** The same as the lines that were written, without their newlines. */
  public List<String> lines() {
    flush();
    return sink.lines();
  }

  /** The records so far as a table, for a person: the last ones, where there are many. */
  public String history() {
    return History.of(records());
  }

  /** What the pipeline knows of itself. */
  public Health health() {
    return health.get();
  }

  /** Forgets everything recorded before this call. */
  public void clear() {
    flush();
    sink.clear();
  }

  /** Stops recording, where {@link #attach} began it. What was recorded stays readable. */
  @Override
  public void close() {
    detach.run();
  }

  // An interrupted thread may still look at its log; it stays interrupted.
  private void flush() {
    boolean interrupted = Thread.interrupted();
    try {
      for (int i = 0; i < MOST_STEPS; i++) {
        if (flush.test(STEP) || hasArrived()) {
          return;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    throw new AssertionError("The records did not arrive within 10 s: " + health.get());
  }

  // Another sink, stuck on purpose perhaps, is no reason to wait.
  private boolean hasArrived() {
    Health now = health.get();
    return isSettled(now.queue())
        && now.sinks().stream()
            .filter(ledger -> ledger.name().equals(sink.name()))
            .allMatch(RecordedLog::isSettled);
  }

  private static boolean isSettled(Ledger ledger) {
    return ledger.pending() == 0 && ledger.inFlight() == 0;
  }
}
