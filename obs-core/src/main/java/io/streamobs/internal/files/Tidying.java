package io.streamobs.internal.files;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.retention.Sweep;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.SteadyTime;
import io.streamobs.spi.home.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What is done in a folder of log files when nobody else is at it: unclean ends are repaired,
 * leftovers removed, files deleted by the policy and a closed one compressed.
 *
 * <p>Threads: one at a time. Failure: nothing throws; what fails is reported once, and tried again
 * the next time.
 */
final class Tidying {

  private static final Pattern STAGING = Pattern.compile("\\.staging-[0-9a-z]+-(.+)");

  private final LogFolder folder;
  private final SinkContext context;
  private final OwnerMark mark;
  private final SteadyTime time;
  private final LogFiles files;
  private final UncleanEnds uncleanEnds;
  private final Sweep sweep;
  private final Backlog backlog;
  private boolean marked = true;
  private boolean failed;
  private boolean traced;
  private Turn after = Turn.DONE;

  Tidying(LogFolder folder, LogFileSettings settings, SinkContext context, OwnerMark mark) {
    this.folder = folder;
    this.mark = mark;
    this.context = context;
    this.time = new SteadyTime(context.clock());
    this.files = LogFiles.of(folder, mark.writer());
    this.uncleanEnds = new UncleanEnds(folder, context);
    this.sweep = new Sweep(files, settings.policy(), settings.audit(), context::report);
    this.backlog = new Backlog(folder, files, settings.gzip(), context);
  }

  /** What became of a turn. */
  enum Turn {
    /** There is nothing left to do. */
    DONE,
    /** There is more to do, and another turn at once should do it. */
    MORE,
    /** Somebody else is at it. */
    BUSY
  }

  /**
   * Has a turn: does what must not wait, and then what there is to do with one closed file.
   *
   * @param stop asked now and then, to end early
   */
  Turn run(BooleanSupplier stop) {
    keepMark();
    try {
      return LockFile.run(folder.resolve(LogFolder.LOCK), trouble -> tidy(trouble, stop))
          ? after
          : Turn.BUSY;
    } catch (IOException | RuntimeException e) {
      fail("log files in the folder cannot be looked after", e);
      return Turn.DONE;
    }
  }

  private void keepMark() {
    try {
      mark.keep();
      marked = true;
    } catch (IOException | RuntimeException e) {
      if (marked) {
        marked = false;
        context.report(
            Level.WARN,
            LibraryEvent.HOME_TROUBLE,
            null,
            "log files cannot be marked as a live process's; an unclean end would not be found",
            Map.of("cause", String.valueOf(e)));
      }
    }
  }

  // Without a lock there is left what several may do at once: a mark has a lock of its own, and to
  // delete what is gone already is no failure.
  private void tidy(@Nullable IOException unlocked, BooleanSupplier stop) throws IOException {
    uncleanEnds.recover();
    if (unlocked == null) {
      removeLeftovers();
    }
    trace();
    sweep.run(time.now(), time.latest());
    after = unlocked == null && backlog.next(stop) ? Turn.MORE : Turn.DONE;
    if (unlocked == null) {
      failed = false;
    } else {
      fail("the folder cannot be locked; old files are deleted, none is compressed", unlocked);
    }
  }

  // Before anything is deleted, and once: what others write from now on is this clock's time too.
  private void trace() throws IOException {
    if (!traced) {
      Instant last = files.lastTraceOfOthers();
      if (last != null) {
        time.lastTrace(last);
      }
      traced = true;
    }
  }

  // A temporary file is made under the folder's lock, which is held here, so that it is nobody's;
  // or it is a mark that is being made, by somebody who then makes it again.
  private void removeLeftovers() throws IOException {
    for (String leftover : folder.parsed(this::leftover)) {
      Files.deleteIfExists(folder.resolve(leftover));
    }
  }

  private @Nullable String leftover(String file) {
    Matcher staging = STAGING.matcher(file);
    if (!staging.matches()) {
      return null;
    }
    LogFileName log = LogFileName.parse(staging.group(1));
    MarkName mark = MarkName.parse(staging.group(1));
    String owner = log != null ? log.name() : mark != null ? mark.name() : null;
    return folder.name().equals(owner) ? file : null;
  }

  private void fail(String message, Exception cause) {
    if (!failed) {
      failed = true;
      context.report(
          Level.WARN,
          LibraryEvent.RETENTION_FAILED,
          ObsErrors.RETENTION_FAILED,
          message,
          Map.of("kind", files.kind(), "id", "", "cause", String.valueOf(cause)));
    }
  }
}
