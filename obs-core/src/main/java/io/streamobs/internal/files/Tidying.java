package io.streamobs.internal.files;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.retention.Sweep;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What is done in a folder of log files when nobody else is at it: unclean ends are repaired,
 * leftovers removed, files deleted by the policy and the closed ones compressed.
 *
 * <p>Threads: one at a time. Failure: nothing throws; what fails is reported once, and tried again
 * the next time.
 */
final class Tidying {

  private static final Pattern STAGING = Pattern.compile("\\.staging-[0-9a-z]+-(.+)");

  private final LogFolder folder;
  private final LogFileSettings settings;
  private final SinkContext context;
  private final OwnerMark mark;
  private final SteadyTime time;
  private final LogFiles files;
  private final UncleanEnds uncleanEnds;
  private final Sweep sweep;
  private final Set<String> failed = new HashSet<>();
  private boolean marked = true;

  Tidying(LogFolder folder, LogFileSettings settings, SinkContext context, OwnerMark mark) {
    this.folder = folder;
    this.mark = mark;
    this.settings = settings;
    this.context = context;
    this.time = new SteadyTime(context.clock());
    this.files = new LogFiles(folder, mark.writer());
    this.uncleanEnds = new UncleanEnds(folder, context);
    this.sweep = new Sweep(files, settings.policy(), context::report);
  }

  /**
   * Does it all.
   *
   * @param stop asked now and then, to end early
   * @return whether nobody else was at it
   */
  boolean run(BooleanSupplier stop) {
    keepMark();
    try {
      boolean done = FolderLock.run(folder.path(), () -> tidy(stop));
      failed.remove("");
      return done;
    } catch (IOException | RuntimeException e) {
      fail("", "log files in the folder cannot be looked after", e);
      return true;
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

  private void tidy(BooleanSupplier stop) throws IOException {
    uncleanEnds.recover();
    removeLeftovers();
    sweep.run(time.now());
    if (settings.gzip()) {
      compress(stop);
    }
  }

  // A temporary file is made under the folder's lock, which is held here, so that it is nobody's;
  // or it is a mark that is being made, by somebody who then makes it again.
  private void removeLeftovers() throws IOException {
    for (String leftover : folder.parsed(this::leftover)) {
      Files.deleteIfExists(folder.resolve(leftover));
    }
    for (LogFile file : folder.files()) {
      LogFileName plain = file.name().withCompressed(false);
      if (file.name().compressed() && exists(plain)) {
        Files.delete(folder.resolve(plain)); // the compressed one got its name when it was whole
      }
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

  private void compress(BooleanSupplier stop) throws IOException {
    for (LogFileName file : files.compressible()) {
      if (stop.getAsBoolean()) {
        return;
      }
      try {
        Gzip.replace(folder.resolve(file), folder.resolve(file.withCompressed(true)), stop);
        failed.remove(file.toString());
      } catch (IOException | RuntimeException e) {
        fail(file.toString(), file + " could not be compressed", e);
      }
    }
  }

  private boolean exists(LogFileName file) {
    return Files.exists(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  private void fail(String id, String message, Exception cause) {
    if (failed.add(id)) {
      context.report(
          Level.WARN,
          LibraryEvent.RETENTION_FAILED,
          ObsErrors.RETENTION_FAILED,
          message,
          Map.of("kind", files.kind(), "id", id, "cause", String.valueOf(cause)));
    }
  }
}
