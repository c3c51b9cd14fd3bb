package io.streamobs;

import io.streamobs.event.LibraryEvent;
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
  private final LibraryEvent event;
  private final long durationMs;
  private final @Nullable Outcome outcome;

  ScopeRecord(
      Level level,
      long epochMillis,
      Scope scope,
      LibraryEvent event,
      long durationMs,
      @Nullable Outcome outcome) {
    super(level, epochMillis, scope.context());
    this.scope = scope;
    this.event = event;
    this.durationMs = durationMs;
    this.outcome = outcome;
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
    scope.describe(writer, event, durationMs, outcome);
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
