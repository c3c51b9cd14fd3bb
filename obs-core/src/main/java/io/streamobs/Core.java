package io.streamobs;

import io.streamobs.Misuse.Kind;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.UncaughtRecord;
import io.streamobs.internal.home.RunNote;
import io.streamobs.internal.home.RunNotes;
import io.streamobs.internal.pipeline.Pipeline;
import io.streamobs.internal.pipeline.Report;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.IdSource;
import io.streamobs.spi.TimeSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What an {@link Obs} and all its scopes share. */
final class Core {

  private static final int MOST_NAME_CHARS = 128;

  final Pipeline pipeline;
  final TimeSource clock;
  final IdSource ids;
  final CorrelationContext context;
  final long stalledAfterNanos;
  final Sampling sampling;
  final @Nullable RunNotes notes;
  final Misuse misuse = new Misuse();
  // Set before anything is opened.
  volatile @Nullable Meters meters;
  volatile @Nullable Assets assets;

  private final Set<RunScope> openRuns = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Core(
      Pipeline pipeline,
      TimeSource clock,
      IdSource ids,
      CorrelationContext context,
      long stalledAfterNanos,
      Sampling sampling,
      @Nullable Path home) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.ids = ids;
    this.context = context;
    this.stalledAfterNanos = stalledAfterNanos;
    this.sampling = sampling;
    this.notes = home == null ? null : new RunNotes(home, this::homeTrouble);
  }

  private void homeTrouble(String what) {
    report(
        Level.WARN, context, LibraryEvent.HOME_TROUBLE, ObsErrors.RUN_NOTE_FAILED, what, Map.of());
  }

  /** That of the work that a parent process handed down, else a new one. */
  String newCorrelationId() {
    return ObsProcess.inheritsCorrelation() ? context.correlationId() : ids.correlationId();
  }

  void emit(CapturedRecord record) {
    pipeline.offer(record);
  }

  void close() {
    closed = true;
  }

  void runBegan(RunScope run) {
    openRuns.add(run);
    if (notes != null) {
      notes.began(note(run));
    }
  }

  void runEnded(RunScope run, boolean completed) {
    openRuns.remove(run);
    if (notes != null && completed) {
      notes.completed(note(run));
    }
  }

  /** Whether a run of that id is open in this Obs. */
  boolean isOpen(String runId) {
    return openRuns.stream().anyMatch(run -> run.runId().equals(runId));
  }

  void interruptOpenRuns(String reason) {
    for (RunScope run : openRuns) {
      run.interrupt(reason);
      run.endWithItsObs();
    }
  }

  private static RunNote note(RunScope run) {
    CorrelationContext of = run.context();
    return RunNote.of(of.streamId(), of.runId(), of.correlationId(), of.instanceId());
  }

  /** Makes an event of an exception that nobody caught. */
  void uncaught(Thread thread, Throwable thrown) {
    Scope scope = Current.scope();
    CorrelationContext where = scope == null ? context : scope.context();
    emit(new UncaughtRecord(clock.epochMillis(), where, thread, thrown));
  }

  /** Counts the misuse where an Obs is used after its close; the scope works as far as it can. */
  void checkOpen(CorrelationContext where) {
    if (closed) {
      misuse(Kind.USED_AFTER_OBS_CLOSED, where, "opened after the Obs was closed");
    }
  }

  /** Counts, and reports the first of a kind. */
  void misuse(Kind kind, CorrelationContext where, String what) {
    if (misuse.count(kind)) {
      String name = kind.name().toLowerCase(java.util.Locale.ROOT);
      report(
          Level.WARN,
          where,
          LibraryEvent.API_MISUSE,
          ObsErrors.MISUSE,
          what + "; further cases are counted, not reported",
          Map.of("misuse", name));
    }
  }

  void report(
      Level level,
      CorrelationContext where,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details) {
    emit(new Report(level, clock.epochMillis(), where, event, code, message, details));
  }

  /** The name as it will be used: bounded, never empty. */
  String name(@Nullable String name, String absent, CorrelationContext where) {
    if (name != null && !name.isBlank() && name.length() <= MOST_NAME_CHARS) {
      return name;
    }
    misuse(Kind.BAD_ARGUMENT, where, "a name was null, blank or longer than 128 characters");
    return name == null || name.isBlank() ? absent : name.substring(0, MOST_NAME_CHARS);
  }
}
