package io.streamobs.assets.internal.retention;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle takes, and when it was written: one walk, in which no file is opened and no link
 * followed. What cannot be looked at is left out.
 *
 * <p>Threads: one.
 */
final class BundleUsage {

  // Longer than a writer goes on with a file without taking turns, and for who could not make the
  // mark by which it is known to live.
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final FileTime NEVER = FileTime.from(Long.MIN_VALUE, TimeUnit.NANOSECONDS);
  private static final int DEEPEST = 64; // no bundle is

  private final List<String> journals = new ArrayList<>(1);
  private long bytes;
  private long mediaBytes;
  private FileTime newestJournal = NEVER;
  private FileTime newestLog = NEVER;
  private FileTime newestFile = NEVER;
  private FileTime closed = NEVER;

  private BundleUsage() {}

  /**
   * @return null where the folder is none, or a link
   */
  static @Nullable BundleUsage of(String folder) {
    BasicFileAttributes is = attributes(folder);
    if (is == null || !is.isDirectory()) {
      return null;
    }
    BundleUsage usage = new BundleUsage();
    usage.newestFile = is.lastModifiedTime(); // of one without files
    usage.walk(folder, "", 1);
    return usage;
  }

  // By text: making paths of all names takes longer than the system does.
  private void walk(String folder, String top, int depth) {
    String[] names = depth > DEEPEST ? null : new File(folder).list();
    if (names == null) { // gone, or forbidden
      return;
    }
    for (String name : names) {
      String path = folder + File.separatorChar + name;
      BasicFileAttributes is = attributes(path);
      if (is != null && is.isDirectory()) {
        walk(path, depth == 1 ? name : top, depth + 1);
      } else if (is != null && is.isRegularFile()) {
        file(top, depth, name, is);
      }
    }
  }

  private static @Nullable BasicFileAttributes attributes(String path) {
    try {
      return Files.readAttributes(
          Path.of(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | InvalidPathException e) { // gone meanwhile, say
      return null;
    }
  }

  private void file(String top, int depth, String name, BasicFileAttributes is) {
    bytes += is.size();
    if (RunFolder.isContent(top, depth, name)) {
      mediaBytes += is.size();
    } else if (name.endsWith(".log")) {
      newestLog = later(newestLog, is);
    } else if (depth == 1) {
      ofTheRun(name, is);
    }
    if (journals.isEmpty()) {
      newestFile = later(newestFile, is);
    }
  }

  private void ofTheRun(String name, BasicFileAttributes is) {
    if (name.equals(Checksums.FILE) || RunFolder.isOfPurge(name)) {
      closed = later(closed, is);
    } else if (RunFolder.isJournal(name) && !RunFolder.isOfNoInstance(name)) {
      journals.add(name);
      newestJournal = later(newestJournal, is);
    }
  }

  private static FileTime later(FileTime one, BasicFileAttributes other) {
    FileTime time = other.lastModifiedTime();
    return time.compareTo(one) > 0 ? time : one;
  }

  /** Of all files. */
  long bytes() {
    return bytes;
  }

  /** Of contents that were captured. */
  long mediaBytes() {
    return mediaBytes;
  }

  /** When an instance last wrote something of the run; where none did, the time of all. */
  Instant newest() {
    return (journals.isEmpty() ? newestFile : newestJournal).toInstant();
  }

  /**
   * Whether somebody writes to it, or may go on any moment.
   *
   * @param alive by safe names of instances; asked only where that is not plain
   */
  boolean isActive(Predicate<String> alive, Instant now) {
    FileTime newest = journals.isEmpty() ? newestFile : newestJournal; // which is about to begin
    boolean isRecent = isRecent(newest, now) || isRecent(newestLog, now);
    // Strictly: times of files are as coarse as the system's clock.
    boolean isClosed = closed.compareTo(newestJournal) > 0;
    return isClosed ? isRecent && isAlive(alive) : isRecent || isAlive(alive);
  }

  // What is dated in the future says nothing of that.
  private static boolean isRecent(FileTime written, Instant now) {
    if (written.equals(NEVER)) {
      return false;
    }
    Duration since = Duration.between(written.toInstant(), now);
    return !since.isNegative() && since.compareTo(SILENCE) < 0;
  }

  private boolean isAlive(Predicate<String> alive) {
    return journals.stream().anyMatch(journal -> RunFolder.isOfOneOf(alive, journal));
  }
}
