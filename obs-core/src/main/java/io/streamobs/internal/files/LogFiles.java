package io.streamobs.internal.files;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.home.LiveMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log files of one name as something that grows old. In use is the last file of each writer
 * that has a mark.
 */
final class LogFiles implements RetentionTarget {

  static final String KIND = "log_file";

  private static final String NOBODY = "";

  private final LogFolder folder;
  private final String mine;
  private final boolean alsoUnclean;

  private LogFiles(LogFolder folder, String mine, boolean alsoUnclean) {
    this.folder = folder;
    this.mine = mine;
    this.alsoUnclean = alsoUnclean;
  }

  /**
   * For who writes some of them, and takes the marks of those away that are gone: until then their
   * last file stays, for an unclean end to be told.
   *
   * @param mine the writer that lives whatever the folder says
   */
  static LogFiles of(LogFolder folder, String mine) {
    return new LogFiles(folder, mine, /* alsoUnclean= */ true);
  }

  /** For who writes none: of a name that nobody comes back to, nothing is kept by a mark. */
  static LogFiles ofOthers(LogFolder folder) {
    return new LogFiles(folder, NOBODY, /* alsoUnclean= */ false);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<RetentionItem> items() throws IOException {
    List<LogFile> files = folder.files();
    Set<LogFileName> written = written(files, live());
    List<RetentionItem> items = new ArrayList<>();
    for (LogFile file : files) {
      String use = written.contains(file.name()) ? "written by a live process" : null;
      String id = file.name().toString();
      items.add(RetentionItem.of(id, file.bytes(), file.modified()).kept(use));
    }
    return items;
  }

  @Override
  public boolean holds(String id) {
    return LogFileName.parse(id) != null
        && Files.exists(folder.resolve(id), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    boolean was = part == RetentionPart.ALL && Files.deleteIfExists(folder.resolve(item.id()));
    return was ? new Freed(1, item.bytes()) : Freed.NOTHING;
  }

  /** The uncompressed files that this writer has finished, and those of writers that are gone. */
  List<LogFileName> compressible() throws IOException {
    List<LogFile> files = folder.files();
    Set<String> others = live();
    Set<LogFileName> written = written(files, others);
    others.remove(mine);
    return files.stream()
        .map(LogFile::name)
        .filter(file -> !file.compressed() && !others.contains(file.writer()))
        .filter(file -> !written.contains(file))
        .sorted(LogFileName.ORDER)
        .toList();
  }

  /**
   * When somebody who is gone wrote last; null where nobody did. Whoever lives may have started by
   * the same wrong clock.
   */
  @Nullable Instant lastTraceOfOthers() throws IOException {
    Set<String> live = live();
    return folder.files().stream()
        .filter(file -> !live.contains(file.name().writer()))
        .map(LogFile::modified)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Set<LogFileName> written(List<LogFile> files, Set<String> live) {
    Map<String, LogFileName> last = new HashMap<>();
    for (LogFile file : files) {
      if (!file.name().compressed() && live.contains(file.name().writer())) {
        last.merge(file.name().writer(), file.name(), LogFiles::later);
      }
    }
    return new HashSet<>(last.values());
  }

  private Set<String> live() throws IOException {
    Set<String> writers = new HashSet<>(Set.of(mine));
    for (MarkName mark : folder.marks()) {
      if (alsoUnclean || LiveMark.mayBeHeld(folder.resolve(mark), mark.owner())) {
        writers.add(mark.writer());
      }
    }
    return writers;
  }

  private static LogFileName later(LogFileName a, LogFileName b) {
    return a.number() > b.number() ? a : b;
  }
}
