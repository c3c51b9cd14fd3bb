package io.streamobs.internal.files;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What is left to do with closed files, in rounds, one file at a time, for whoever has something
 * more urgent to do to do it in between: those that are to be compressed, and those that have a
 * compressed form beside them.
 *
 * <p>That form may be what a crash left of this process's own work, or somebody's copy, or half of
 * one. The file goes only where the two have the same content; otherwise both stay.
 *
 * <p>Threads: one at a time. Failure: what fails for a file is reported once, and tried again in
 * the next round.
 */
final class Backlog {

  private final LogFolder folder;
  private final LogFiles files;
  private final boolean gzip;
  private final SinkContext context;
  private final Set<LogFileName> failed = new HashSet<>();
  // Not compared again until one of the two has changed.
  private final Map<LogFileName, TwinFiles> different = new HashMap<>();
  private @Nullable LogFileName last;

  Backlog(LogFolder folder, LogFiles files, boolean gzip, SinkContext context) {
    this.folder = folder;
    this.files = files;
    this.gzip = gzip;
    this.context = context;
  }

  /**
   * Does what there is to do with the next file of the round.
   *
   * @return false when the round is over
   */
  boolean next(BooleanSupplier stop) throws IOException {
    List<LogFileName> closed = files.compressible();
    failed.retainAll(closed);
    different.keySet().retainAll(closed);
    LogFileName done = last;
    last = null;
    for (LogFileName file : closed) {
      boolean later = done == null || LogFileName.ORDER.compare(file, done) > 0;
      if (later && !stop.getAsBoolean() && settle(file, stop)) {
        last = file;
        return true;
      }
    }
    return false;
  }

  private boolean settle(LogFileName file, BooleanSupplier stop) {
    try {
      TwinFiles twins = TwinFiles.of(folder, file);
      if (twins == null) {
        return gzip && compress(file, stop);
      }
      return !twins.equals(different.get(file)) && compare(file, twins, stop);
    } catch (IOException | RuntimeException e) {
      fail(file, file + " could not be compressed", String.valueOf(e));
      return true;
    }
  }

  private boolean compress(LogFileName file, BooleanSupplier stop) throws IOException {
    Gzip.replace(folder, file, stop);
    failed.remove(file);
    return true;
  }

  private boolean compare(LogFileName file, TwinFiles twins, BooleanSupplier stop)
      throws IOException {
    boolean same = twins.haveTheSameContent(stop);
    if (stop.getAsBoolean() || !twins.equals(TwinFiles.of(folder, file))) {
      return true; // somebody is still at it; the next round sees
    }
    if (same) {
      twins.forceCompressed(); // whoever made it may not have
      folder.force();
      Files.delete(folder.resolve(file));
      failed.remove(file);
    } else {
      different.put(file, twins);
      String beside = file.withCompressed(true).toString();
      fail(file, file + " and " + beside + " both stay", beside + " is not its compressed form");
    }
    return true;
  }

  private void fail(LogFileName file, String message, String cause) {
    if (failed.add(file)) {
      context.report(
          Level.WARN,
          LibraryEvent.RETENTION_FAILED,
          ObsErrors.RETENTION_FAILED,
          message,
          Map.of("kind", files.kind(), "id", file.toString(), "cause", cause));
    }
  }
}
