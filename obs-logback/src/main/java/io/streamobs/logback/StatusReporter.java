package io.streamobs.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells standard error what Logback cannot do as it is configured. Where nobody listens, Logback
 * tells standard output, in plain text between the lines of the log.
 */
final class StatusReporter implements StatusListener {

  private StatusReporter() {}

  /** Listens, unless somebody does already; tells what happened before, too. */
  static void install(Context context) {
    StatusManager statuses = context.getStatusManager();
    if (statuses != null && statuses.getCopyOfStatusListenerList().isEmpty()) {
      StatusReporter reporter = new StatusReporter();
      statuses.getCopyOfStatusList().forEach(reporter::addStatusEvent);
      statuses.add(reporter);
    }
  }

  @Override
  @SuppressWarnings("resource") // the descriptor is the process's
  public void addStatusEvent(Status status) {
    if (status.getEffectiveLevel() < Status.WARN) {
      return;
    }
    try {
      byte[] line = ("logback: " + status + "\n").getBytes(StandardCharsets.UTF_8);
      new FileOutputStream(FileDescriptor.err).write(line);
    } catch (IOException ignored) {
      // There is nobody left to tell.
    }
  }
}
