package io.streamobs;

import io.streamobs.Misuse.Kind;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.internal.config.Durations;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something that begins, lasts and ends, and in which records carry its context: a piece of work, a
 * run, a fragment or a stage.
 *
 * <p>Threads: a scope becomes current on the thread that opens it, and is closed there. It may be
 * told things ({@link #attribute}, {@link #fail}, timings) from any thread before it is closed. For
 * work that ends elsewhere see {@link StageBuilder#openDetached()} and {@link Propagation}.
 *
 * <p>Failure: no method throws, whatever it is given. Unsupported calls are counted, and the first
 * of each kind is reported as an event {@code api_misuse}.
 */
public abstract sealed class Scope implements AutoCloseable
    permits WorkScope, RunScope, FragmentScope, Stage {

  private static final VarHandle CLOSED = handle("closed", boolean.class);
  private static final VarHandle VERDICT = handle("verdict", Verdict.class);
  private static final VarHandle WORST = handle("worst", Outcome.class);
  private static final VarHandle EXTRAS = handle("extras", Extras.class);

  final Core core;
  final @Nullable Scope parent;
  private final CorrelationContext context;
  final long startedNanos;

  private @Nullable Scope outer;
  private @Nullable Thread owner;

  // These four only through their handles above.
  @SuppressWarnings("UnusedVariable")
  private boolean closed;

  @SuppressWarnings("UnusedVariable")
  private @Nullable Verdict verdict;

  @SuppressWarnings("UnusedVariable")
  private @Nullable Outcome worst;

  @SuppressWarnings("UnusedVariable")
  private @Nullable Extras extras;

  Scope(Core core, @Nullable Scope parent, CorrelationContext context) {
    this.core = core;
    this.parent = parent;
    this.context = context;
    this.startedNanos = core.clock.nanoTime();
  }

  /** The identifiers that records in this scope carry. */
  public final CorrelationContext context() {
    return context;
  }

  /** Whether {@link #close} is still to come. */
  public final boolean isOpen() {
    return !(boolean) CLOSED.getOpaque(this);
  }

  /** States that the work was done. Says nothing against a worse outcome that was stated before. */
  public final void succeed() {
    state(Verdict.SUCCESS);
  }

  /**
   * States that the work was done with less than full quality.
   *
   * @param reason what is missing, for whoever reads the log
   */
  public final void degrade(String reason) {
    state(new Verdict(Outcome.DEGRADED, Verdict.reason(reason), null, null));
  }

  /**
   * States that nothing was done, on purpose.
   *
   * @param why for whoever reads the log
   */
  public final void skip(String why) {
    state(new Verdict(Outcome.SKIPPED, Verdict.reason(why), null, null));
  }

  /** States that the work failed. The first cause stays; the exception itself is not touched. */
  public final void fail(Throwable cause) {
    state(new Verdict(Outcome.FAILURE, null, cause, null));
  }

  /** The same, with a code of the application's. */
  public final void fail(ErrorCode code, Throwable cause) {
    state(new Verdict(Outcome.FAILURE, null, cause, code));
  }

  /** States that the work failed, without an exception. */
  public final void fail(ErrorCode code, String reason) {
    state(new Verdict(Outcome.FAILURE, Verdict.reason(reason), null, code));
  }

  final void succeedUnlessStated() {
    if (VERDICT.getAcquire(this) == null) {
      state(Verdict.SUCCESS);
    }
  }

  private void state(Verdict said) {
    if (!checkOpen()) {
      return;
    }
    Verdict before;
    do {
      before = (Verdict) VERDICT.getAcquire(this);
      if (before != null && before.outcome().compareTo(said.outcome()) >= 0) {
        return;
      }
    } while (!VERDICT.compareAndSet(this, before, said));
  }

  /**
   * A field of this scope's last event.
   *
   * @param name any; a contract field's name moves under {@code details}
   * @param value rendered now where it is mutable
   */
  public final void attribute(String name, @Nullable Object value) {
    Object snapshot = Snapshots.of(value);
    add(Extras.Kind.ATTRIBUTE, name, snapshot, Snapshots.weight(snapshot));
  }

  /**
   * Begins to measure a part of this scope's work, by the monotonic clock. The result stands in the
   * scope's last event as {@code <name>_ms}; a name that is measured twice has the sum.
   *
   * <pre>{@code
   * try (Timing timing = work.timing("archive")) {
   *   archive(image);
   * }
   * }</pre>
   *
   * @param name snake_case, without the unit
   */
  public final Timing timing(String name) {
    return new Timing(this, name, core.clock.nanoTime());
  }

  /** Runs {@code body} and records how long it took, whether or not it threw. */
  public final <T> T time(String name, Callable<T> body) throws Exception {
    try (Timing timing = timing(name)) {
      return body.call();
    }
  }

  /** Records a duration that was measured elsewhere. A negative one counts as zero. */
  public final void timing(String name, Duration elapsed) {
    if (checkOpen()) {
      extras().addTiming(core.name(name, "unnamed", context), Durations.nanos(elapsed));
    }
  }

  /**
   * An event of the application's own in this scope.
   *
   * @param name snake_case, stable, such as {@code reconnect_scheduled}
   */
  public final EventBuilder event(String name) {
    return new EventBuilder(core, context, name);
  }

  /**
   * Ends the scope and records its outcome. Idempotent; does not throw. Makes the nearest scope
   * around it current that is still open.
   */
  @Override
  public final void close() {
    end(/* here= */ true);
  }

  /** Ends the scope from wherever; the thread that it is current on finds out by itself. */
  final void endElsewhere() {
    end(/* here= */ false);
  }

  private void end(boolean here) {
    if (!CLOSED.compareAndSet(this, false, true)) {
      return;
    }
    try {
      if (here) {
        leaveThread();
      }
      long nanos = Math.max(0, core.clock.nanoTime() - startedNanos);
      Outcome outcome = outcome();
      Scope affected = nearestOpenParent();
      if (affected != null) {
        affected.childEnded(this, outcome);
      }
      ended(outcome);
      emit(outcome.level(), TimeUnit.NANOSECONDS.toMillis(nanos), outcome, takeEnding());
    } catch (Throwable thrown) { // out of memory, say: the host's work is done all the same
      core.misuse(Kind.INTERNAL_ERROR, context, "closing a scope failed: " + thrown);
    }
  }

  // A detached stage may outlive its fragment; its failure is then the run's.
  private @Nullable Scope nearestOpenParent() {
    Scope at = parent;
    while (at != null && !at.isOpen()) {
      at = at.parent;
    }
    return at;
  }

  private void leaveThread() {
    Thread opener = owner;
    if (opener == null) {
      return;
    }
    if (opener != Thread.currentThread()) {
      core.misuse(Kind.CLOSED_ON_WRONG_THREAD, context, "a scope was closed on another thread");
    } else if (!Current.leave(this)) {
      core.misuse(Kind.CLOSED_OUT_OF_ORDER, context, "a scope was closed before one inside it");
    }
  }

  /**
   * The outcome as it stands: what was stated, or the worst of the parts where that is worse, or
   * {@link Outcome#UNMARKED}.
   */
  public final Outcome outcome() {
    Verdict said = (Verdict) VERDICT.getAcquire(this);
    Outcome parts = (Outcome) WORST.getAcquire(this);
    if (said == null) {
      return parts == null ? Outcome.UNMARKED : parts;
    }
    return parts == null ? said.outcome() : said.outcome().worse(parts);
  }

  /** Becomes current on this thread. */
  final void enter() {
    owner = Thread.currentThread();
    outer = Current.set(this);
  }

  /**
   * What is current once this has ended: what was before, or where it belongs to if it never was.
   */
  final @Nullable Scope outer() {
    return owner == null ? parent : outer;
  }

  /** The start's record, at the level that suits where it happens. */
  final void started(Level level) {
    core.checkOpen(context);
    emit(level, -1, null, Ending.NOTHING);
  }

  void emit(Level level, long durationMs, @Nullable Outcome outcome, Ending ending) {
    core.emit(new ScopeRecord(level, core.clock.epochMillis(), this, durationMs, outcome, ending));
  }

  // Nothing for most: they were told nothing but that they succeeded.
  private Ending takeEnding() {
    Verdict said = (Verdict) VERDICT.getAcquire(this);
    Extras told = (Extras) EXTRAS.getAcquire(this);
    int weight = (said == null ? 0 : said.weight()) + weightOfItsOwn();
    if (weight == 0 && told == null) {
      return Ending.NOTHING;
    }
    if (told != null) {
      weight += told.weight();
      EXTRAS.setRelease(this, (Extras) null);
    }
    if (said != null) {
      VERDICT.compareAndSet(this, said, said.bare());
    }
    return new Ending(said, told, weight);
  }

  /** What the last record finds in the scope itself; see {@link CapturedRecord#weight()}. */
  int weightOfItsOwn() {
    return 0;
  }

  abstract LibraryEvent startEvent();

  abstract LibraryEvent finishEvent();

  /** What the scope is called in messages. */
  abstract String title();

  /** Before the last record; the scope's outcome is known. */
  void ended(Outcome outcome) {}

  void childEnded(Scope child, Outcome outcome) {
    Outcome before;
    do {
      before = (Outcome) WORST.getAcquire(this);
      if (before != null && before.compareTo(outcome) >= 0) {
        return;
      }
    } while (!WORST.compareAndSet(this, before, outcome));
  }

  final boolean checkOpen() {
    boolean open = isOpen();
    if (!open) {
      core.misuse(Kind.USED_AFTER_CLOSE, context, title() + " was used after its close");
    }
    return open;
  }

  final void add(Extras.Kind kind, @Nullable String name, @Nullable Object value, int weight) {
    if (checkOpen()) {
      extras().add(kind, core.name(name, "unnamed", context), value, weight);
    }
  }

  /** Whether one more that is added would be kept, unless others come first. */
  final boolean hasRoom() {
    return extras().hasRoom();
  }

  /** The same while the scope ends, and nobody else adds to it. */
  final void addAtEnd(Extras.Kind kind, String name, Object value, int weight) {
    extras().add(kind, core.name(name, "unnamed", context), value, weight);
  }

  private Extras extras() {
    Extras present = (Extras) EXTRAS.getAcquire(this);
    if (present != null) {
      return present;
    }
    Extras made = new Extras();
    Extras others = (Extras) EXTRAS.compareAndExchange(this, null, made);
    return others == null ? made : others;
  }

  /** Called on the pipeline's thread: what the last record has beside outcome and duration. */
  void describeEnd(RecordWriter writer, @Nullable Extras told) {}

  /** Called on the pipeline's thread: what the first record has beside its context. */
  void describeBeginning(RecordWriter writer) {}

  final void describeStart(RecordWriter writer) {
    LibraryEvent event = startEvent();
    writer.event(event.json());
    writer.message(title() + (event == LibraryEvent.RUN_RESUMED ? " resumed" : " started"));
    describeBeginning(writer);
  }

  final void describeEnd(RecordWriter writer, long durationMs, Outcome outcome, Ending ending) {
    writer.event(finishEvent().json());
    Verdict said = ending.said() != null ? ending.said() : (Verdict) VERDICT.getAcquire(this);
    Extras told = ending.told();
    String reason = said == null ? null : said.reason();
    writer.message(title() + ": " + outcome.json() + (reason == null ? "" : ", " + reason));
    writer.outcome(outcome);
    writer.put(RecordField.DURATION_MS, durationMs);
    if (outcome == Outcome.FAILURE) {
      describeFailure(writer, said);
    }
    if (reason != null) {
      writer.detail("reason", reason);
    }
    if (told != null) {
      told.forEachTiming(
          (name, nanos) -> writer.timing(name, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }
    describeEnd(writer, told); // before the attributes, because what comes last may be cut
    if (told != null) {
      describeAttributes(writer, told);
    }
  }

  private static void describeAttributes(RecordWriter writer, Extras told) {
    if (told.omitted() > 0) {
      writer.detail("omitted", told.omitted());
    }
    for (Extras.Extra extra : told.oldestFirst(Extras.Kind.ATTRIBUTE)) {
      writer.field(extra.name(), extra.value());
    }
  }

  // Without a word of its own it failed by one of its parts, whose event says more.
  private static void describeFailure(RecordWriter writer, @Nullable Verdict said) {
    ErrorCode code = said == null || said.code() == null ? ObsErrors.STAGE_FAILED : said.code();
    writer.put(RecordField.ERROR_CODE, code.code());
    if (said != null && said.cause() != null) {
      writer.error(said.cause());
    }
  }

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Scope.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public String toString() {
    return title() + " [" + context + "]";
  }
}
