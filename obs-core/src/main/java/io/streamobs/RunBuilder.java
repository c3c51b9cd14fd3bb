package io.streamobs;

import io.streamobs.internal.Identity;
import io.streamobs.internal.config.Checks;
import io.streamobs.internal.home.RunNote;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a run. Made by {@link Obs#run}; used once. */
public final class RunBuilder {

  private static final int MOST_STREAM_CHARS = 512;
  private static final int MOST_STAGES = 99;

  private final Core core;
  private final String streamId;
  private @Nullable String runId;
  private @Nullable String correlationId;
  private @Nullable String traceId;
  private List<String> stages = List.of();

  RunBuilder(Core core, @Nullable String streamId) {
    this.core = core;
    this.streamId = stream(core, streamId);
  }

  private static String stream(Core core, @Nullable String id) {
    if (id == null || id.isBlank() || id.equals(CorrelationContext.NONE)) {
      return core.name(/* name= */ null, "unnamed", core.context);
    }
    return id.length() <= MOST_STREAM_CHARS ? id : Identity.shortened(id, MOST_STREAM_CHARS);
  }

  /**
   * The run's id, where the application has one. Default: made from the time, unique.
   *
   * @param id 1 to 128 letters, digits, dots, colons, dashes or underscores; anything else is
   *     replaced by a made one and counted as misuse
   */
  public RunBuilder runId(String id) {
    runId = checked(id);
    return this;
  }

  /** The id of the work that caused this run, as it came from outside; validated. */
  public RunBuilder correlationId(String id) {
    correlationId = checked(id);
    return this;
  }

  /** The trace that the work came with; validated. */
  public RunBuilder traceId(String id) {
    traceId = checked(id);
    return this;
  }

  /**
   * The order of the run's stages, for those who show them: the first is number one. Stages that
   * are not named here come behind, in the order of their first use.
   *
   * @param names up to 99; what is beyond is ignored and counted as misuse
   */
  public RunBuilder stages(String... names) {
    boolean usable = names != null && names.length <= MOST_STAGES;
    if (!usable) {
      core.misuse(
          Misuse.Kind.BAD_ARGUMENT, core.context, "the order of stages was null or longer than 99");
    }
    stages =
        names == null
            ? List.of()
            : Arrays.stream(names)
                .limit(MOST_STAGES)
                .map(name -> core.name(name, "unnamed", core.context))
                .distinct()
                .toList();
    return this;
  }

  private @Nullable String checked(@Nullable String id) {
    if (Checks.isOutsideId(id)) {
      return id;
    }
    core.misuse(Misuse.Kind.BAD_ARGUMENT, core.context, "an id from outside was not well formed");
    return null;
  }

  /** Begins a new run and makes it current on this thread. */
  public RunScope open() {
    return begin(
        runId != null ? runId : core.ids.runId(core.clock.epochMillis()),
        correlationId,
        /* resumed= */ false);
  }

  /**
   * Continues the stream's unfinished run under its {@code runId} and {@code correlation_id},
   * whatever ids were set here, or begins a new one where there is none, or where a process that is
   * still there, or this one, has it open. Needs an Obs with a home, and reads one small file of
   * it: the one scope that does I/O when it opens.
   */
  public RunScope resume() {
    RunNote note = core.notes == null ? null : core.notes.unfinished(streamId);
    boolean free = note != null && !note.isHeldByAnother() && !core.isOpen(note.runId());
    return note != null && free
        ? begin(note.runId(), note.correlationId(), /* resumed= */ true)
        : open();
  }

  // A run that a request or a command begins is part of that work, in whichever of its stages.
  private @Nullable Scope workAround() {
    Scope at = Current.scope();
    while (at != null && !(at instanceof WorkScope)) {
      at = at.parent;
    }
    return at != null && at.core == core ? at : null;
  }

  private RunScope begin(String run, @Nullable String correlation, boolean resumed) {
    Scope parent = workAround();
    Identity base = parent == null ? core.context.identity() : parent.context().identity();
    String work =
        correlation != null
            ? correlation
            : parent == null ? core.newCorrelationId() : base.correlationId();
    String trace = traceId != null ? traceId : base.traceId();
    CorrelationContext context =
        new CorrelationContext(base.ofRun(streamId, run, work, trace), null, null, 0);
    RunScope scope = new RunScope(core, parent, context, resumed, stages);
    core.runBegan(scope);
    return scope;
  }
}
