package io.streamobs.internal.files;

import io.streamobs.RetentionRefusedException;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTargets;
import io.streamobs.spi.home.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The log files of a home, of all names, for policies of the home. */
public final class HomeLogFiles implements RetentionTargets {

  /** For {@link java.util.ServiceLoader}. */
  public HomeLogFiles() {}

  @Override
  public List<RetentionTarget> in(Path home) {
    return List.of(new Target(home.resolve("logs")));
  }

  private static final class Target implements RetentionTarget {

    private static final String NO_NAME = "";
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Path folder;
    private Map<String, RetentionItem> listed = Map.of();
    private long lookedNanos;
    private boolean looked;

    Target(Path folder) {
      this.folder = folder;
    }

    @Override
    public String kind() {
      return LogFiles.KIND;
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      List<RetentionItem> items = new ArrayList<>();
      if (isThere()) {
        TreeSet<String> names = new TreeSet<>();
        for (LogFileName file : new LogFolder(folder, "").parsed(LogFileName::parse)) {
          names.add(file.name());
        }
        for (String name : names) {
          items.addAll(of(name).items());
        }
      }
      return items;
    }

    private boolean isThere() {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private LogFiles of(String name) {
      return LogFiles.ofOthers(new LogFolder(folder, name));
    }

    private LogFiles of(RetentionItem item) throws IOException {
      LogFileName file = LogFileName.parse(item.id());
      if (file == null) {
        throw new IOException(item.id() + " is no log file of this library");
      }
      return of(file.name());
    }

    @Override
    public boolean holds(String id) {
      return of(NO_NAME).holds(id);
    }

    // Beside whoever compresses it: he would bring it back under its other name.
    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      Freed[] freed = {Freed.NOTHING};
      if (!isThere()) { // and has no lock
        return freed[0];
      }
      boolean alone =
          LockFile.run(
              folder.resolve(LogFolder.LOCK),
              trouble -> freed[0] = removeAlone(item, part, purge, trouble));
      if (!alone) {
        throw new IOException("another process is at the log files; tried again next time");
      }
      return freed[0];
    }

    private Freed removeAlone(
        RetentionItem item, RetentionPart part, String purge, @Nullable IOException trouble)
        throws IOException {
      if (trouble != null) {
        throw new IOException("nobody can be kept out of the log files, so they stay", trouble);
      }
      return removeIfUnused(item, part, purge);
    }

    private Freed removeIfUnused(RetentionItem item, RetentionPart part, String purge)
        throws IOException {
      LogFiles files = of(item);
      RetentionItem now = listed(FRESH_NANOS).get(item.id());
      if (now != null && now.kept() != null) {
        now = listed(0).get(item.id());
      }
      if (now == null) { // a link of that name, or one in another folder, is none of these
        return Freed.NOTHING;
      }
      String use = now.kept();
      if (use != null) {
        throw new RetentionRefusedException(item.id(), use);
      }
      return files.remove(now, part, purge);
    }

    // Not for each, for a folder may have many: what nobody writes on is not begun again.
    private Map<String, RetentionItem> listed(long freshNanos) throws IOException {
      long now = System.nanoTime();
      if (!looked || now - lookedNanos > freshNanos) {
        Map<String, RetentionItem> found = new HashMap<>();
        items().forEach(item -> found.put(item.id(), item));
        listed = found;
        lookedNanos = now;
        looked = true;
      }
      return listed;
    }
  }
}
