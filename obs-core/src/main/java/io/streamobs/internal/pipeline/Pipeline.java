package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.FieldNaming;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.internal.ExitHook;
import io.streamobs.internal.config.Durations;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.internal.jmx.JmxRegistration;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.ServiceThread;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The pipeline: an {@link Intake} for the callers, a {@link Drainer} with its {@link Router} on a
 * thread of its own, and a {@link SinkPump} for each sink. Its thread runs while a sink is
 * attached.
 */
public final class Pipeline implements RecordPipeline {

  private static final long QUIET_PARK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOST_EXITING_MILLIS = 200;

  private final PipelineOptions options;
  private final TimeSource clock;
  private final Supplier<CorrelationContext> ownContext;
  private final Intake intake;
  private final Router router;
  private final Reporter reporter;
  private final Drainer drainer;
  private final Redactor redactor;
  private final LastResort lastResort;
  private final Ledgers ledgers;
  private final Flush flush;
  // Used under the pipeline's own lock; never by a caller of offer.
  private final Map<FieldNaming, LineEncoder> encoders = new HashMap<>();

  private final ExitHook exitHook = new ExitHook("obs-exit", this::drainAtExit);

  private volatile boolean closed;
  // The current one, or the last one that there was.
  private volatile @Nullable DrainerThread thread;
  private volatile boolean running;

  public Pipeline(
      PipelineOptions options, TimeSource clock, Supplier<CorrelationContext> ownContext) {
    this.options = options;
    this.clock = clock;
    this.ownContext = ownContext;
    this.intake = new Intake(options.capacity(), options.overflow());
    this.lastResort = new LastResort(clock, ownContext);
    this.router = new Router(intake);
    this.redactor = new Redactor(new SecretNames(options.secretWords()));
    HealthBeat beat = new HealthBeat(options.healthEvery(), clock.nanoTime(), this::health);
    this.reporter = new Reporter(intake, router, clock, ownContext, beat, lastResort);
    this.drainer = new Drainer(intake, router, reporter, clock);
    this.ledgers = new Ledgers(intake, drainer, router, redactor);
    this.flush = new Flush(intake, drainer, () -> thread);
  }

  @Override
  public void offer(CapturedRecord record) {
    try {
      intake.offer(record);
    } catch (Throwable thrown) { // a record of somebody else's class, or out of memory
      intake.broken();
    }
  }

  @Override
  public boolean refuses(Level level) {
    return intake.refuses(level);
  }

  @Override
  public void uncaptured() {
    intake.broken();
  }

  private void offerOwn(CapturedRecord record) {
    try {
      intake.offerOwn(record);
    } catch (Throwable thrown) { // out of memory
      intake.broken();
    }
  }

  /** Removes secrets from texts as this pipeline does from records; for one thread at a time. */
  public UnaryOperator<String> redaction() {
    return new Redactor(new SecretNames(options.secretWords()))::redact;
  }

  /** Whether any sink is attached. */
  public boolean hasSinks() {
    return router.sinks().length > 0;
  }

  @Override
  public synchronized SinkHandle attach(RecordSink sink, SinkOptions sinkOptions) {
    if (closed) {
      throw new IllegalStateException("the pipeline " + options.name() + " is closed");
    }
    LineEncoder encoder =
        encoders.computeIfAbsent(
            sinkOptions.naming(), n -> new LineEncoder(n, redactor, options.textChars()));
    Attachment added =
        new Attachment(nameFor(sink), sink, sinkOptions, encoder, options.overflow());
    long mostWaiting = options.capacity() + (long) added.pump.mostWaiting();
    sink.attached(new AttachedContext(clock, ownContext, mostWaiting, this::offerOwn));
    List<Attachment> all = new ArrayList<>(List.of(router.sinks()));
    all.add(added);
    // Side by side, so that each naming is rendered once.
    all.sort(Comparator.comparingInt(a -> System.identityHashCode(a.encoder)));
    router.sinks(all.toArray(new Attachment[0]));
    startThread();
    intake.open();
    added.pump.start(); // last: it may have something to say at once
    return new Handle(added);
  }

  private @Nullable JmxRegistration jmx() {
    try {
      return options.jmx() ? new JmxRegistration(options.name(), this::health) : null;
    } catch (LinkageError e) { // a runtime without java.management
      return null;
    }
  }

  // Reports and ledgers of two sinks of one name could not be told apart.
  private String nameFor(RecordSink sink) {
    String name = sink.name();
    for (int number = 2; isTaken(name); number++) {
      name = sink.name() + "-" + number;
    }
    return name;
  }

  private boolean isTaken(String name) {
    return Arrays.stream(router.sinks()).anyMatch(a -> a.name.equals(name));
  }

  private void startThread() {
    if (!running) {
      reporter.lastReports = false;
      DrainerThread started = new DrainerThread(options.name(), drainer, thread, jmx());
      thread = started;
      running = true;
      started.start();
      exitHook.install();
    }
  }

  @Override
  public boolean flush(Duration timeout) {
    long deadline = Durations.after(System.nanoTime(), timeout);
    return flush.queue(deadline) && flush.sinks(List.of(router.sinks()), deadline);
  }

  @Override
  public Health health() {
    return ledgers.health();
  }

  /**
   * Ends the pipeline: refuses further records, writes those that wait, closes all sinks. Returns
   * by the deadline.
   *
   * @return the final ledgers
   */
  public Health close(Duration deadline) {
    long end = Durations.after(System.nanoTime(), deadline);
    closed = true;
    return leave(List.of(router.sinks()), end);
  }

  @Override
  public Health close(Collection<SinkHandle> handles, Duration deadline) {
    long end = Durations.after(System.nanoTime(), deadline);
    List<Attachment> leaving = new ArrayList<>();
    for (Attachment a : router.sinks()) {
      if (handles.stream().anyMatch(h -> h instanceof Handle ours && ours.attachment == a)) {
        leaving.add(a);
      }
    }
    return leave(leaving, end);
  }

  // Waits hold no lock: whoever attaches, detaches or exits meanwhile has a deadline of his own.
  private Health leave(List<Attachment> leaving, long end) {
    long failedBefore = drainer.unrendered();
    beginLeave(leaving);
    flush.queue(end);
    makeRoom(leaving, end);
    sayLast(leaving);
    flush.rounds(end);
    DrainerThread ending = detach(leaving);
    flush.rounds(end);
    if (ending != null) {
      ending.stop();
      flush.end(ending, end);
    }
    leaving.forEach(a -> a.pump.beginClose());
    leaving.forEach(a -> a.pump.close(end));
    Ledger queue = ledgers.queue();
    if (ending != null) {
      long left = queue.failed() - failedBefore + queue.pending() + queue.inFlight();
      lastResort.sayWhatWasLost(left, leaving);
    }
    return ledgers.health(queue, leaving);
  }

  private synchronized void beginLeave(List<Attachment> leaving) {
    if (leaving.containsAll(Arrays.asList(router.sinks()))) {
      intake.refuseCallers();
    }
  }

  // A buffer that is still full would lose the last reports of losses too. What hangs gets most of
  // the time, not all: the others are to hear of it.
  private void makeRoom(List<Attachment> leaving, long end) {
    long now = System.nanoTime();
    leaving.forEach(a -> a.pump.hurry());
    flush.sinks(leaving, now + (end - now) / 4 * 3);
  }

  private synchronized void sayLast(List<Attachment> leaving) {
    reporter.lastReports = leaving.containsAll(Arrays.asList(router.sinks()));
    leaving.forEach(a -> a.leaving = true);
  }

  /**
   * Takes the sinks from the drainer; gives back its thread where none is left and it is to end.
   */
  private synchronized @Nullable DrainerThread detach(List<Attachment> leaving) {
    List<Attachment> staying = new ArrayList<>(Arrays.asList(router.sinks()));
    staying.removeAll(leaving);
    router.sinks(staying.toArray(new Attachment[0]));
    if (!staying.isEmpty() || !running) {
      reporter.lastReports = false; // somebody attached meanwhile
      return null;
    }
    intake.close();
    running = false;
    exitHook.remove();
    return thread;
  }

  /** Lets everything through that the host's own exit hooks still log, for at most two seconds. */
  private void drainAtExit() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    long seen;
    do {
      seen = intake.accepted();
      flush(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      LockSupport.parkNanos(this, QUIET_PARK);
    } while (intake.accepted() != seen && System.nanoTime() < end);
    intake.letCallersGo(); // or an output that hangs would keep the process from ending
    Ledger queue = ledgers.queue();
    long waiting = queue.pending() + queue.inFlight();
    lastResort.sayWhatWasLost(waiting, List.of(router.sinks()));
    if (waiting == 0) {
      tellOfTheExit(List.of(router.sinks()));
    }
  }

  // On a thread that may be left behind: a disk that hangs must not hold the process.
  private static void tellOfTheExit(List<Attachment> sinks) {
    ServiceThread teller = new ServiceThread("obs-exiting", () -> sinks.forEach(Pipeline::exiting));
    teller.start();
    try {
      teller.join(MOST_EXITING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A sink with lines left does not end in order.
  private static void exiting(Attachment attachment) {
    try {
      if (attachment.pump.unwritten() == 0) {
        attachment.sink.exiting();
      }
    } catch (Throwable thrown) { // the others end in order all the same
      return;
    }
  }

  private final class Handle implements SinkHandle {

    private final Attachment attachment;

    Handle(Attachment attachment) {
      this.attachment = attachment;
    }

    @Override
    public Ledger ledger() {
      return attachment.pump.ledger();
    }

    @Override
    public Ledger close(Duration deadline) {
      Pipeline.this.close(List.of(this), deadline);
      return ledger();
    }
  }
}
