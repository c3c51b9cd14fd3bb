package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.FieldNaming;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Drop;
import io.streamobs.internal.ExitHook;
import io.streamobs.internal.config.Durations;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.internal.jmx.JmxRegistration;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.RecordSink;
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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline: an {@link Intake} for the callers, a {@link Drainer} with its {@link Router} on a
 * thread of its own, and a {@link SinkPump} for each sink. Its thread runs while a sink is
 * attached.
 */
public final class Pipeline implements RecordPipeline {

  private static final long POLL_PARK = TimeUnit.MICROSECONDS.toNanos(200);
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
    this.intake = new Intake(options.capacity());
    this.lastResort = new LastResort(clock, ownContext);
    this.router = new Router(intake);
    HealthBeat beat = new HealthBeat(options.healthEvery(), clock.nanoTime(), this::health);
    this.reporter = new Reporter(intake, router, clock, ownContext, beat, lastResort);
    this.drainer = new Drainer(intake, router, reporter, clock);
    this.redactor = new Redactor(new SecretNames(options.secretWords()));
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
    Attachment added = new Attachment(nameFor(sink), sink, sinkOptions, encoder);
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
    return flushQueue(deadline) && flushSinks(List.of(router.sinks()), deadline);
  }

  private boolean flushQueue(long deadline) {
    long target = intake.accepted();
    return await(() -> drainer.rendered() + drainer.unrendered() >= target || !running, deadline)
        && awaitRounds(deadline);
  }

  // Whoever goes by the drainer's view of the sinks must let it finish a round with it, and the one
  // that may be under way does not count.
  private boolean awaitRounds(long deadline) {
    DrainerThread current = thread;
    if (current == null) {
      return true;
    }
    long target = current.rounds() + 2;
    return await(() -> current.rounds() >= target || !current.isAlive(), deadline);
  }

  private boolean flushSinks(List<Attachment> sinks, long deadline) {
    for (Attachment a : sinks) {
      long target = a.pump.added();
      if (!await(() -> a.pump.hasReached(target), deadline)) {
        return false;
      }
    }
    return true;
  }

  // Goes on under a caller's interrupt: an orderly end must not lose what waits.
  private boolean await(BooleanSupplier reached, long deadline) {
    DrainerThread waker = thread;
    boolean interrupted = Thread.interrupted();
    try {
      while (!reached.getAsBoolean()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        if (waker != null) {
          waker.wake();
        }
        LockSupport.parkNanos(this, POLL_PARK);
        interrupted |= Thread.interrupted();
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Health health() {
    return health(queueLedger(), List.of(router.sinks()));
  }

  private Health health(Ledger queue, List<Attachment> sinks) {
    List<Ledger> ledgers = new ArrayList<>();
    Map<String, String> failing = new HashMap<>();
    for (Attachment a : sinks) {
      ledgers.add(a.pump.ledger());
      if (a.pump.isFailing()) {
        failing.put(a.name, String.valueOf(a.pump.lastFailure()));
      }
    }
    return new Health(
        queue, ledgers, redactor.counts(), cutTexts(), /* misuse= */ Map.of(), failing);
  }

  private long cutTexts() {
    long sum = 0;
    for (Attachment a : router.sinks()) {
      sum = Math.max(sum, a.encoder.cutTexts());
    }
    return sum;
  }

  // What is read first can only have grown when the rest is read.
  private Ledger queueLedger() {
    long rendered = drainer.rendered();
    long unrendered = drainer.unrendered();
    long taken = intake.taken();
    long accepted = intake.accepted();
    List<Drop> drops = intake.drops();
    long dropped = drops.stream().mapToLong(Drop::count).sum();
    return new Ledger(
        "queue",
        accepted + dropped,
        rendered,
        drops,
        unrendered,
        accepted - taken,
        taken - rendered - unrendered);
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
    flushQueue(end);
    makeRoom(leaving, end);
    sayLast(leaving);
    awaitRounds(end);
    DrainerThread ending = detach(leaving);
    awaitRounds(end);
    if (ending != null) {
      ending.stop();
      boolean unusedEnded = await(() -> !ending.isAlive(), end);
    }
    leaving.forEach(a -> a.pump.beginClose());
    leaving.forEach(a -> a.pump.close(end));
    Ledger queue = queueLedger();
    if (ending != null) {
      long left = queue.failed() - failedBefore + queue.pending() + queue.inFlight();
      lastResort.sayWhatWasLost(left, leaving);
    }
    return health(queue, leaving);
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
    flushSinks(leaving, now + (end - now) / 4 * 3);
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
    Ledger queue = queueLedger();
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
