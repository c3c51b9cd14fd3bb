package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One session of a stream. Its outcome is the worst of its fragments' and its own stages'.
 *
 * <p>A run that is closed is completed, whatever its outcome. One that is {@linkplain #interrupt
 * interrupted}, or whose process ends before it is closed, is unfinished: {@link
 * RunBuilder#resume()} continues it under the same {@code runId}.
 */
public final class RunScope extends Scope {

  private static final int MOST_STAGES_COUNTED = 256;
  // An entry, its count, and a name of up to 128 characters.
  private static final int COUNTED_STAGE_WEIGHT = 400;

  private final boolean resumed;
  private final List<String> stages;
  private final @Nullable Object[] slot;
  private final AtomicIntegerArray fragments = new AtomicIntegerArray(Outcome.values().length);
  private final Map<String, AtomicLong> unmarked = new ConcurrentHashMap<>();
  private final Map<String, Sampling.Counts> sampled = new TreeMap<>();
  private boolean countsTold;
  private volatile @Nullable String interruption;

  RunScope(
      Core core,
      @Nullable Scope parent,
      CorrelationContext context,
      boolean resumed,
      List<String> stages) {
    super(core, parent, context);
    this.resumed = resumed;
    this.stages = stages;
    this.slot = Current.slot();
    enter();
    started(Level.INFO);
  }

  /** One fragment of the stream. */
  public FragmentBuilder fragment(long sequence) {
    return new FragmentBuilder(this, sequence);
  }

  /** A stage of the run as a whole, such as ingest. */
  public StageBuilder stage(String name) {
    return new StageBuilder(this, name);
  }

  /** This session's id. */
  public String runId() {
    return context().runId();
  }

  /** Whether an earlier instance had begun this run. */
  public boolean resumed() {
    return resumed;
  }

  /** The run will end unfinished, to be resumed by a later instance. */
  public void interrupt(String reason) {
    if (checkOpen()) {
      interruption = Verdict.reason(String.valueOf(reason));
    }
  }

  /** Ends it from wherever, and takes it and what is inside it from its thread. */
  void endWithItsObs() {
    endElsewhere();
    Current.forget(slot, core);
  }

  /** Counts a stage of this run that ended without a stated outcome. */
  void countUnmarked(String stage) {
    if (unmarked.size() < MOST_STAGES_COUNTED || unmarked.containsKey(stage)) {
      unmarked.computeIfAbsent(stage, name -> new AtomicLong()).incrementAndGet();
    }
  }

  /**
   * The counts of a stage's successes, or null behind the run's last event: what is left out after
   * that, nobody would say. The pipeline's thread only.
   */
  Sampling.@Nullable Counts sampled(String stage, int every) {
    return !countsTold ? sampled.computeIfAbsent(stage, name -> new Sampling.Counts(every)) : null;
  }

  @Override
  void childEnded(Scope child, Outcome outcome) {
    if (child instanceof FragmentScope) {
      fragments.incrementAndGet(outcome.ordinal());
    }
    super.childEnded(child, outcome);
  }

  @Override
  void ended(Outcome outcome) {
    core.runEnded(this, interruption == null);
  }

  @Override
  int weightOfItsOwn() {
    return Snapshots.weight(interruption) + unmarked.size() * COUNTED_STAGE_WEIGHT;
  }

  @Override
  LibraryEvent startEvent() {
    return resumed ? LibraryEvent.RUN_RESUMED : LibraryEvent.RUN_STARTED;
  }

  @Override
  LibraryEvent finishEvent() {
    return LibraryEvent.RUN_FINISHED;
  }

  @Override
  String title() {
    return "run " + runId();
  }

  @Override
  void describeBeginning(RecordWriter writer) {
    if (!stages.isEmpty()) {
      writer.detail("stages", stages);
    }
  }

  @Override
  void describeEnd(RecordWriter writer, @Nullable Extras told) {
    writer.detail("completion", interruption == null ? "completed" : "interrupted");
    if (interruption != null) {
      writer.detail("interruption", interruption);
    }
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome.json(), fragments.get(outcome.ordinal()));
    }
    writer.detail("fragments", counts);
    if (!unmarked.isEmpty()) {
      Map<String, Object> stages = new LinkedHashMap<>();
      unmarked.forEach((stage, count) -> stages.put(stage, count.get()));
      writer.detail("unmarked_stages", stages);
    }
    countsTold = true;
    if (!sampled.isEmpty()) {
      Map<String, Object> stages = new LinkedHashMap<>();
      sampled.forEach((stage, successes) -> stages.put(stage, successes.details()));
      writer.detail("sampled", stages);
    }
  }
}
