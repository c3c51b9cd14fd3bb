package io.streamobs;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A start or an end of a scope. Keeps the scope itself, which says the rest on the pipeline's
 * thread.
 */
class ScopeRecord extends CapturedRecord {

  final Scope scope;
  private final long durationMs;
  private final @Nullable Outcome outcome;
  private final Ending ending;

  /**
   * @param outcome null for a start
   * @param ending what the scope was told
   */
  ScopeRecord(
      Level level,
      long epochMillis,
      Scope scope,
      long durationMs,
      @Nullable Outcome outcome,
      Ending ending) {
    super(level, epochMillis, scope.context());
    this.scope = scope;
    this.durationMs = durationMs;
    this.outcome = outcome;
    this.ending = ending;
  }

  /** How it ended; null for a start. */
  final @Nullable Outcome outcome() {
    return outcome;
  }

  final boolean isStart() {
    return outcome == null;
  }

  @Override
  public void describe(RecordWriter writer) {
    if (outcome == null) {
      scope.describeStart(writer);
    } else {
      scope.describeEnd(writer, durationMs, outcome, ending);
    }
  }

  @Override
  public int weight() {
    return ending.weight();
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public boolean isEvent() {
    return true;
  }
}
