package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.testkit.BridgedLine.Claim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Keeps from a recorder what a log bridge brought for somebody else.
 *
 * <p>A line made in a scope carries the very context object of that scope, and each scope announces
 * itself with an event before anything can be logged in it. So whatever shares its context with an
 * event of this pipeline's own is ours, on whatever thread it was logged.
 */
final class OwnRecords implements RecordSink {

  private final RecordingSink sink;
  // By identity, since contexts do not define equality. The pipeline's thread only.
  private final Set<CorrelationContext> seen = Collections.newSetFromMap(new WeakHashMap<>());

  OwnRecords(RecordingSink sink) {
    this.sink = sink;
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    if (record instanceof BridgedLine line) {
      return line.claim == Claim.OURS
          || (line.claim == Claim.OF_SCOPE && seen.contains(line.context()));
    }
    seen.add(record.context());
    return true;
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    sink.write(lines);
  }
}
