package io.streamobs.internal.sink;

import io.streamobs.spi.CapturedRecord;
import org.slf4j.event.Level;

/**
 * Lets through all lines of applications, and events from a level up that sampling does not leave
 * out.
 */
public final class EventThreshold {

  private final int least;

  public EventThreshold(Level level) {
    this.least = level.toInt();
  }

  public boolean accepts(CapturedRecord record) {
    return !record.isEvent() || (record.level().toInt() >= least && !record.isLeftOut());
  }
}
