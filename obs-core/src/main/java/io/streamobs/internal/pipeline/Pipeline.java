package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.FieldNaming;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Drop;
import io.streamobs.internal.ExitHook;
import io.streamobs.internal.config.Durations;
import io.streamobs.internal.encode.LineEncoder;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline: an {@link Intake} for the callers, a {@link Drainer} on a thread of its own, and a
 * {@link SinkPump} for each sink. Its thread runs while a sink is attached.
 */
public final class Pipeline implements RecordPipeline {

  private static final int ROUND = 512;
  private static final long BUSY_PARK = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long IDLE_PARK = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long POLL_PARK = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long QUIET_PARK = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long BUSY_FOR = TimeUnit.SECONDS.toNanos(1);

  private final PipelineOptions options;
  private final Intake intake;
  private final Drainer drainer;
  private final Redactor redactor;
  private final LastResort lastResort;
  // Used under the pipeline's own lock; never by a caller of offer.
  private final Map<FieldNaming, LineEncoder> encoders = new HashMap<>();

  private final ExitHook exitHook = new ExitHook("obs-exit", this::drainAtExit);

  private volatile boolean closed;
  private volatile boolean stopping;
  private final AtomicLong rounds = new AtomicLong();
  private volatile @Nullable ServiceThread thread;

  public Pipeline(
      PipelineOptions options, TimeSource clock, Supplier<CorrelationContext> ownContext) {
    this.options = options;
    this.intake = new Intake(options.capacity());
    this.drainer = new Drainer(intake, clock, ownContext);
    this.redactor = new Redactor(new SecretNames(options.secretWords()));
    this.lastResort = new LastResort(clock, ownContext);
  }

  @Override
  public void offer(CapturedRecord record) {
    try {
      intake.offer(record);
    } catch (Throwable thrown) { // a record of somebody else's class, or out of memory
      return;
    }
  }

  /** Whether any sink is attached. */
  public boolean hasSinks() {
    return drainer.sinks().length > 0;
  }

  @Override
  public synchronized SinkHandle attach(RecordSink sink, SinkOptions sinkOptions) {
    if (closed) {
      throw new IllegalStateException("the pipeline " + options.name() + " is closed");
    }
    LineEncoder encoder =
        encoders.computeIfAbsent(
            sinkOptions.naming(), n -> new LineEncoder(n, redactor, options.textChars()));
    Attachment added = new Attachment(sink, sinkOptions, encoder);
    List<Attachment> all = new ArrayList<>(List.of(drainer.sinks()));
    all.add(added);
    // Side by side, so that each naming is rendered once.
    all.sort(Comparator.comparingInt(a -> System.identityHashCode(a.encoder)));
    drainer.sinks(all.toArray(new Attachment[0]));
    added.pump.start();
    startThread();
    intake.open(true);
    return new Handle(added);
  }

  private void startThread() {
    if (thread == null) {
      stopping = false;
      drainer.lastReports = false;
      ServiceThread started = new ServiceThread("obs-pipeline-" + options.name(), this::run);
      thread = started;
      started.start();
      exitHook.install();
    }
  }

  private void run() {
    long lastRecord = System.nanoTime();
    while (true) {
      boolean last = stopping;
      int taken = round();
      rounds.lazySet(rounds.getPlain() + 1);
      if (taken > 0) {
        lastRecord = System.nanoTime();
      } else if (last) {
        return;
      } else {
        boolean busy = System.nanoTime() - lastRecord < BUSY_FOR;
        LockSupport.parkNanos(this, busy ? BUSY_PARK : IDLE_PARK);
      }
    }
  }

  private int round() {
    try {
      int taken = drainer.drain(ROUND);
      drainer.keepHouse();
      return taken;
    } catch (Throwable thrown) { // this thread outlives whatever happens in a round
      LockSupport.parkNanos(this, BUSY_PARK);
      return 0;
    }
  }

  @Override
  public boolean flush(Duration timeout) {
    long deadline = Durations.after(System.nanoTime(), timeout);
    return flushQueue(deadline) && flushSinks(deadline);
  }

  private boolean flushQueue(long deadline) {
    long target = intake.accepted();
    return await(() -> drainer.settled() >= target || thread == null, deadline)
        && awaitRounds(2, deadline);
  }

  // Whoever goes by the drainer's view of the sinks must let it finish a round with it.
  private boolean awaitRounds(int count, long deadline) {
    long target = rounds.get() + count;
    return await(() -> rounds.get() >= target || thread == null, deadline);
  }

  private boolean flushSinks(long deadline) {
    for (Attachment a : drainer.sinks()) {
      long target = a.pump.added();
      if (!await(() -> a.pump.hasReached(target), deadline)) {
        return false;
      }
    }
    return true;
  }

  // Goes on under a caller's interrupt: an orderly end must not lose what waits.
  private boolean await(BooleanSupplier reached, long deadline) {
    ServiceThread waker = thread;
    boolean interrupted = Thread.interrupted();
    try {
      while (!reached.getAsBoolean()) {
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        LockSupport.unpark(waker);
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
    List<Ledger> sinks = new ArrayList<>();
    for (Attachment a : drainer.sinks()) {
      sinks.add(a.pump.ledger());
    }
    long cut = drainer.cutTexts();
    return new Health(queueLedger(), sinks, redactor.counts(), cut, Map.of());
  }

  // What is read first can only have grown when the rest is read.
  private Ledger queueLedger() {
    long unrendered = drainer.unrendered();
    long settled = drainer.settled();
    long taken = intake.taken();
    long accepted = intake.accepted();
    List<Drop> drops = intake.drops();
    long dropped = drops.stream().mapToLong(Drop::count).sum();
    return new Ledger(
        "queue",
        accepted + dropped,
        settled - unrendered,
        drops,
        unrendered,
        accepted - taken,
        taken - settled);
  }

  /**
   * Ends the pipeline: refuses further records, writes those that wait, closes all sinks. Returns
   * by the deadline.
   *
   * @return the final ledgers
   */
  public synchronized Health close(Duration deadline) {
    closed = true;
    return leave(List.of(drainer.sinks()), Durations.after(System.nanoTime(), deadline));
  }

  /** Closes the sinks with these handles, all by the same deadline. */
  public synchronized Health close(List<SinkHandle> handles, Duration deadline) {
    List<Attachment> leaving = new ArrayList<>();
    for (Attachment a : drainer.sinks()) {
      if (handles.stream().anyMatch(h -> h instanceof Handle ours && ours.attachment == a)) {
        leaving.add(a);
      }
    }
    return leave(leaving, Durations.after(System.nanoTime(), deadline));
  }

  private Health leave(List<Attachment> leaving, long end) {
    List<Attachment> staying = new ArrayList<>(Arrays.asList(drainer.sinks()));
    staying.removeAll(leaving);
    if (staying.isEmpty()) {
      intake.open(false);
    }
    flushQueue(end);
    leaving.forEach(a -> a.leaving = true);
    drainer.lastReports = staying.isEmpty();
    awaitRounds(2, end);
    drainer.sinks(staying.toArray(new Attachment[0]));
    awaitRounds(2, end);
    if (staying.isEmpty()) {
      stopThread(end);
    }
    leaving.forEach(a -> a.pump.beginClose());
    leaving.forEach(a -> a.pump.close(end));
    if (staying.isEmpty()) {
      lastResort.sayWhatWasLost(leaving);
    }
    List<Ledger> ledgers = leaving.stream().map(a -> a.pump.ledger()).toList();
    return new Health(queueLedger(), ledgers, redactor.counts(), drainer.cutTexts(), Map.of());
  }

  private void stopThread(long end) {
    ServiceThread running = thread;
    if (running == null) {
      return;
    }
    stopping = true;
    LockSupport.unpark(running);
    boolean unusedEnded = await(() -> !running.isAlive(), end);
    thread = null;
    exitHook.remove();
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
    lastResort.sayWhatWasLost(List.of(drainer.sinks()));
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
      if (Arrays.asList(drainer.sinks()).contains(attachment)) {
        Pipeline.this.close(List.of(this), deadline);
      }
      return ledger();
    }
  }
}
