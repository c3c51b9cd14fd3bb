package io.streamobs.examples.live;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;

/**
 * Tells people what Logback cannot do as it is configured. Without a listener it tells stdout, in
 * plain text, between the lines of the log.
 */
public final class LogbackTroubles implements StatusListener {
  /** For {@code logback.xml}. */
  public LogbackTroubles() {}

  @Override
  public void addStatusEvent(Status status) {
    if (status.getLevel() >= Status.WARN) {
      System.err.println("demo: " + status);
    }
  }
}
