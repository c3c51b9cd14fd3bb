package io.streamobs.testkit;

import io.streamobs.ObsProcess;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import org.slf4j.event.Level;

/** A record that must not be described where a sink is only asked about it. */
final class ProbeRecord extends CapturedRecord {

  private final boolean event;
  private volatile boolean described;

  ProbeRecord(Level level, boolean event) {
    super(level, System.currentTimeMillis(), ObsProcess.context());
    this.event = event;
  }

  @Override
  public void describe(RecordWriter writer) {
    described = true;
  }

  @Override
  public boolean isEvent() {
    return event;
  }

  boolean isDescribed() {
    return described;
  }
}
