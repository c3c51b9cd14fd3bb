package io.streamobs.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import ch.qos.logback.core.status.StatusManager;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells standard error what Logback cannot do as it is configured. Where nobody listens, Logback
 * tells standard output, in plain text between the lines of the log.
 *
 * <p>Threads: any. While the configuration is read, on the thread that reads it; after that on a
 * thread that lives as long as there is something to tell.
 */
final class StatusReporter implements StatusListener {

  private static final int MOST_WAITING = 100;

  private final ConcurrentLinkedQueue<Status> statuses = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean live;

  private StatusReporter() {}

  /**
   * Listens, unless somebody does already; tells what happened before, too.
   *
   * @return the one that listens, or null where it is somebody else
   */
  static @Nullable StatusReporter install(Context context) {
    StatusManager manager = context.getStatusManager();
    if (manager == null) {
      return null;
    }
    for (StatusListener listener : manager.getCopyOfStatusListenerList()) {
      return listener instanceof StatusReporter ours ? ours : null;
    }
    StatusReporter reporter = new StatusReporter();
    manager.getCopyOfStatusList().forEach(reporter::addStatusEvent);
    manager.add(reporter);
    return reporter;
  }

  /** From here on whoever has trouble may be a live thread, which standard error must not hold. */
  void goLive() {
    live = true;
  }

  @Override
  public void addStatusEvent(Status status) {
    if (status.getEffectiveLevel() < Status.WARN) {
      return;
    }
    if (!live) {
      print(status);
    } else if (waiting.incrementAndGet() <= MOST_WAITING) {
      statuses.add(status);
      startWriter();
    } else {
      waiting.decrementAndGet(); // nobody reads; Logback's own list has it
    }
  }

  private void startWriter() {
    if (writing.compareAndSet(false, true)) {
      Thread writer = new Thread(null, this::writeAll, "obs-logback-status", 0, false);
      writer.setDaemon(true);
      writer.setContextClassLoader(StatusReporter.class.getClassLoader());
      writer.start();
    }
  }

  private void writeAll() {
    do {
      for (Status next = statuses.poll(); next != null; next = statuses.poll()) {
        print(next);
        waiting.decrementAndGet();
      }
      writing.set(false);
    } while (!statuses.isEmpty() && writing.compareAndSet(false, true));
  }

  @SuppressWarnings("resource") // the descriptor is the process's
  private static void print(Status status) {
    try {
      byte[] line = ("logback: " + status + "\n").getBytes(StandardCharsets.UTF_8);
      new FileOutputStream(FileDescriptor.err).write(line);
    } catch (IOException ignored) {
      // There is nobody left to tell.
    }
  }
}
