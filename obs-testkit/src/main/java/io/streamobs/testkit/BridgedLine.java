package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import org.jspecify.annotations.Nullable;

/** A line of the application's loggers, with what its own thread knew about whose it is. */
final class BridgedLine extends CapturedRecord {

  /** Whose it is. */
  enum Claim {
    /** This recorder's, by its thread. */
    OURS,
    /** That of whoever opened its scope. */
    OF_SCOPE,
    /** Another recorder's. */
    THEIRS
  }

  final Claim claim;
  private final CapturedRecord line;

  BridgedLine(CapturedRecord line, long epochMillis, CorrelationContext context, Claim claim) {
    super(line.level(), epochMillis, context);
    this.line = line;
    this.claim = claim;
  }

  @Override
  public void describe(RecordWriter writer) {
    line.describe(writer);
  }

  @Override
  public boolean essential() {
    return line.essential();
  }

  @Override
  public boolean isEvent() {
    return line.isEvent();
  }

  @Override
  public boolean isLeftOut() {
    return line.isLeftOut();
  }

  @Override
  public int weight() {
    return line.weight();
  }

  @Override
  public @Nullable Object origin() {
    return line.origin();
  }
}
