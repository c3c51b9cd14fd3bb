package io.streamobs;

import io.streamobs.Misuse.Kind;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.pipeline.Report;
import io.streamobs.spi.AssetRole;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import io.streamobs.spi.home.StagingPaths;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One step of processing: what it read, wrote and kept, how it was configured, what went wrong, how
 * it ended. Its last event, {@code stage_finished}, carries all of that. Files are named and not
 * read by the thread that names them; contents are copied only where their capture is on.
 */
public abstract sealed class Stage extends Scope permits StageScope, DetachedStage {

  private final String name;
  private final long stalledAtNanos;
  private final long deadlineNanos;
  private final @Nullable Object metered;

  Stage(StageBuilder builder) {
    super(
        builder.parent.core,
        builder.parent,
        builder.parent.context().ofStage(builder.name, builder.parent.core.ids.span()));
    this.name = builder.name;
    this.deadlineNanos = builder.deadlineNanos;
    Meters meters = core.meters;
    this.metered = meters == null ? null : meters.begin();
    this.stalledAtNanos = startedNanos + Math.min(deadlineNanos, Long.MAX_VALUE / 2);
  }

  /** The stage's name. */
  public final String name() {
    return name;
  }

  /** A setting of this execution; enough of them run the stage again. */
  public final void config(String key, @Nullable Object value) {
    Object snapshot = Snapshots.of(value);
    add(Extras.Kind.CONFIG, key, snapshot, Snapshots.weight(snapshot));
  }

  /** Names a file that the stage reads. */
  public final void input(String kind, Path path) {
    input(kind, Asset.file(path));
  }

  /** Names something in memory that the stage reads. */
  public final void input(String kind, byte[] content) {
    input(kind, Asset.bytes(content));
  }

  /**
   * Names something that the stage reads, with what is to be said of it.
   *
   * @param kind what it is, such as {@code audio}; the same word wherever it is read or written
   */
  public final void input(String kind, Asset asset) {
    add(AssetRole.INPUT, kind, asset);
  }

  /** Names a file that the stage produced. */
  public final void output(String kind, Path path) {
    output(kind, Asset.file(path));
  }

  /** Names something in memory that the stage produced. */
  public final void output(String kind, byte[] content) {
    output(kind, Asset.bytes(content));
  }

  /** Names something that the stage produced, with what is to be said of it. */
  public final void output(String kind, Asset asset) {
    add(AssetRole.OUTPUT, kind, asset);
  }

  /**
   * Names a file that the stage keeps for a while.
   *
   * @param why what it is kept for
   */
  public final void intermediate(String kind, Path path, String why) {
    add(AssetRole.INTERMEDIATE, kind, Asset.file(path).keptFor(why));
  }

  /** Names something that the stage keeps: {@link Asset#kept} says what for, and how long. */
  public final void intermediate(String kind, Asset asset) {
    add(AssetRole.INTERMEDIATE, kind, asset);
  }

  /**
   * A path for an external program to write to, in the folder of {@code target}. {@link
   * StagedFile#commit()} gives the file its name and records it as an output, so that nobody ever
   * finds half a file under that name.
   */
  public final StagedFile staging(String kind, Path target) {
    Path checked = target;
    if (target == null || target.getFileName() == null) {
      core.misuse(Kind.BAD_ARGUMENT, context(), "a staged file has no name");
      checked = Path.of(System.getProperty("java.io.tmpdir", "."), "unnamed");
    }
    return new StagedFile(this, kind, checked, StagingPaths.beside(checked));
  }

  /**
   * Records what an external program says while this stage runs it, each line as a DEBUG event
   * {@code tool_output}. The stream is read to its end by a thread of the library's, and closed;
   * the program never waits for its reader.
   *
   * <pre>{@code
   * Process ffmpeg = new ProcessBuilder(command).start();
   * try (ToolOutput messages = stage.follow("ffmpeg", ffmpeg.getErrorStream())) {
   *   ffmpeg.waitFor();
   * }
   * }</pre>
   *
   * @param tool what the program is called
   * @param output what nobody else reads
   */
  public final ToolOutput follow(String tool, InputStream output) {
    InputStream checked = output;
    if (output == null) {
      core.misuse(Kind.BAD_ARGUMENT, context(), "the output of a tool was null");
      checked = InputStream.nullInputStream();
    }
    return new ToolOutput(core, context(), tool, checked);
  }

  /** Records a WARN event {@code stage_warning}; the stage goes on. */
  public final void warning(String message) {
    if (checkOpen()) {
      core.report(
          Level.WARN,
          context(),
          LibraryEvent.STAGE_WARNING,
          null,
          String.valueOf(Verdict.reason(message)),
          Map.of());
    }
  }

  /** Records an ERROR event {@code stage_error}; the stage goes on, and its outcome is open. */
  public final void error(ErrorCode code, String message) {
    if (checkOpen()) {
      reportError(code, String.valueOf(Verdict.reason(message)), /* thrown= */ null);
    }
  }

  /** The same, with an exception. */
  public final void error(Throwable thrown) {
    if (checkOpen()) {
      reportError(ObsErrors.STAGE_FAILED, title() + " met an error", thrown);
    }
  }

  private void reportError(@Nullable ErrorCode code, String message, @Nullable Throwable thrown) {
    core.emit(
        new Report(
            Level.ERROR,
            core.clock.epochMillis(),
            context(),
            LibraryEvent.STAGE_ERROR,
            code == null ? ObsErrors.STAGE_FAILED : code,
            message,
            Map.of(),
            thrown));
  }

  /** A stage inside this one. */
  public final StageBuilder stage(String innerName) {
    return new StageBuilder(this, innerName);
  }

  final void begin() {
    boolean inFragment = context().isInFragment();
    started(inFragment ? Level.DEBUG : Level.INFO);
  }

  final long stalledAtNanos() {
    return stalledAtNanos;
  }

  final long deadlineNanos() {
    return deadlineNanos;
  }

  @Override
  final void emit(Level level, long durationMs, @Nullable Outcome outcome, Ending ending) {
    core.emit(new StageRecord(level, core.clock.epochMillis(), this, durationMs, outcome, ending));
  }

  @Override
  final LibraryEvent startEvent() {
    return LibraryEvent.STAGE_STARTED;
  }

  @Override
  final LibraryEvent finishEvent() {
    return LibraryEvent.STAGE_FINISHED;
  }

  @Override
  final String title() {
    return "stage " + name;
  }

  @Override
  final void ended(Outcome outcome) {
    Meters meters = core.meters;
    if (meters != null && metered != null) {
      meters.end(metered, (what, value) -> addAtEnd(Extras.Kind.RESOURCE, what, value, 16));
    }
    RunScope run = outcome == Outcome.UNMARKED ? run() : null;
    if (run != null) {
      run.countUnmarked(name);
    }
  }

  private @Nullable RunScope run() {
    for (Scope at = parent; at != null; at = at.parent) {
      if (at instanceof RunScope run) {
        return run;
      }
    }
    return null;
  }

  /** Whether logs leave this end out. The pipeline's thread only. */
  final boolean leavesOut(Outcome outcome) {
    Sampling.Counts counts = sampled();
    if (counts == null) {
      return false;
    }
    if (outcome != Outcome.SUCCESS) {
      counts.interrupted();
      return false;
    }
    return counts.leavesOut();
  }

  // Its counts, where it is sampled and its run is there to tell them at its end.
  private Sampling.@Nullable Counts sampled() {
    Integer every = context().isInFragment() ? core.sampling.every(name) : null;
    RunScope run = every == null ? null : run();
    return run == null || every == null ? null : run.sampled(name, every);
  }

  @Override
  final void describeEnd(RecordWriter writer, @Nullable Extras told) {
    FragmentScope.describeMedia(writer, context());
    Sampling.Counts counts = core.sampling == Sampling.NONE ? null : sampled();
    if (counts != null && counts.leftOut() > 0) {
      writer.detail("left_out", counts.leftOut());
    }
    if (told == null) {
      return;
    }
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    told.oldestFirst(Extras.Kind.CONFIG).forEach(extra -> config.put(extra.name(), extra.value()));
    if (!config.isEmpty()) {
      writer.detail("config", config);
    }
    Map<String, @Nullable Object> resources = new LinkedHashMap<>();
    for (Extras.Extra resource : told.oldestFirst(Extras.Kind.RESOURCE)) {
      resources.put(resource.name(), resource.value());
    }
    if (!resources.isEmpty()) {
      writer.detail("resources", resources);
    }
    describeAssets(writer, "inputs", told.oldestFirst(Extras.Kind.INPUT));
    describeAssets(writer, "outputs", told.oldestFirst(Extras.Kind.OUTPUT));
    describeAssets(writer, "intermediates", told.oldestFirst(Extras.Kind.INTERMEDIATE));
  }

  private static void describeAssets(RecordWriter writer, String role, List<Extras.Extra> extras) {
    if (!extras.isEmpty()) {
      writer.detail(role, extras.stream().map(Stage::asset).toList());
    }
  }

  private static Map<String, @Nullable Object> asset(Extras.Extra extra) {
    return ((NamedAsset) Objects.requireNonNull(extra.value())).describe(extra.name());
  }

  private void add(AssetRole role, String kind, Asset asset) {
    Asset given = asset == null ? Asset.NOTHING : asset;
    if (given.isNothing()) {
      core.misuse(Kind.BAD_ARGUMENT, context(), "an asset was null");
    }
    if (checkOpen()) {
      String name = core.name(kind, "unnamed", context());
      Assets assets = hasRoom() ? core.assets : null; // what is not named is not kept
      NamedAsset named =
          NamedAsset.of(given, assets == null ? null : assets.take(context(), role, name, given));
      add(extra(role), name, named, named.weight());
    }
  }

  private static Extras.Kind extra(AssetRole role) {
    return switch (role) {
      case INPUT -> Extras.Kind.INPUT;
      case OUTPUT -> Extras.Kind.OUTPUT;
      case INTERMEDIATE -> Extras.Kind.INTERMEDIATE;
    };
  }
}
