package io.streamobs.internal.files;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Says when a file is full or its time is over, and how much of a piece still goes into it. */
final class Rotation {

  private static final long RETRY = TimeUnit.SECONDS.toNanos(3);

  private final long maxBytes;
  private final long periodMillis;
  private final SinkContext context;
  private long period;
  private boolean failing;
  private long nextTry;

  Rotation(long maxBytes, Duration every, SinkContext context) {
    this.maxBytes = maxBytes;
    this.periodMillis = every.toMillis();
    this.context = context;
  }

  /** A file begins now. */
  void began() {
    period = presentPeriod();
    failing = false;
  }

  /**
   * Why the file is to be followed by the next one now, before these lines; null where it is not.
   */
  @Nullable String due(OpenLogFile file, ByteBuffer lines) {
    if (file.isInsideLine() || (failing && context.clock().nanoTime() - nextTry < 0)) {
      return null;
    }
    if (file.size() == 0) {
      period = presentPeriod();
      return null;
    }
    long now = presentPeriod();
    // One period back is a clock that was put right; further back the file's is nobody's any more.
    if (now > period || now < period - 1) {
      return "time";
    }
    return wholeLines(lines, maxBytes - file.size()) < 0 ? "size" : null;
  }

  /** Where the piece ends that still goes into the file; at least one line does. */
  int end(OpenLogFile file, ByteBuffer lines) {
    int end = failing ? lines.limit() : wholeLines(lines, maxBytes - file.size());
    if (end >= 0) {
      return end;
    }
    int newline = lines.position();
    while (newline < lines.limit() - 1 && lines.get(newline) != '\n') {
      newline++;
    }
    return newline + 1;
  }

  // The end of the last line that is over within so many bytes, or -1.
  private static int wholeLines(ByteBuffer lines, long room) {
    if (room >= lines.remaining()) {
      return lines.limit();
    }
    int most = (int) Math.max(0, room); // a file that could not be followed may be far too large
    for (int i = lines.position() + most - 1; i >= lines.position(); i--) {
      if (lines.get(i) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** The next file could not be begun: says so once, and waits before the next attempt. */
  void failed(OpenLogFile file, Path folder, IOException cause) {
    nextTry = context.clock().nanoTime() + RETRY;
    if (!failing) {
      failing = true;
      context.report(
          Level.WARN,
          LibraryEvent.ROTATION_FAILED,
          ObsErrors.ROTATION_FAILED,
          file.name() + " could not be followed by the next file; it is written on",
          Map.of(
              "file", file.name().toString(),
              "folder", StagingPaths.shown(folder),
              "cause", String.valueOf(cause.getMessage())));
    }
  }

  private long presentPeriod() {
    return Math.floorDiv(context.clock().epochMillis(), periodMillis);
  }
}
