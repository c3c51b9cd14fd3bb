package io.streamobs.internal.files;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.files.OpenLogFile.State;
import io.streamobs.spi.SinkContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/**
 * Says that a file was changed from outside: at once, and where it goes on, every five seconds with
 * the number of times since.
 *
 * <p>Threads: the sink's.
 */
final class ChangeReports {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final SinkContext context;
  private final Map<String, Object> latest = new LinkedHashMap<>();
  private String message = "";
  private int unsaid;
  private boolean paused;
  private long lastSaid;

  ChangeReports(SinkContext context) {
    this.context = context;
  }

  /** The file was found changed. */
  void add(OpenLogFile file, State state) {
    unsaid++;
    message = file.name() + " was changed from outside: " + state.what();
    latest.put("file", file.name().toString());
    latest.put("change", state.name().toLowerCase(Locale.ROOT));
    latest.put("bytes", file.size());
    latest.put("found", file.found());
    sayIfDue();
  }

  /** Says what is unsaid, where that is long enough ago. */
  void sayIfDue() {
    if (unsaid > 0 && !(paused && context.clock().nanoTime() - lastSaid < PAUSE)) {
      say();
      paused = true;
      lastSaid = context.clock().nanoTime();
    }
  }

  /** Says what is unsaid, at the end. */
  void sayRest() {
    if (unsaid > 0) {
      say();
    }
  }

  private void say() {
    Map<String, Object> details = new LinkedHashMap<>(latest);
    details.put("times", unsaid);
    unsaid = 0;
    context.report(
        Level.WARN, LibraryEvent.LOG_FILE_CHANGED, ObsErrors.LOG_FILE_CHANGED, message, details);
  }
}
