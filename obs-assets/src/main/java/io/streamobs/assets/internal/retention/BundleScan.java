package io.streamobs.assets.internal.retention;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.SafeNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all bundles of a home once, as they lie there.
 *
 * <p>Threads: one.
 */
final class BundleScan {

  private static final int MOST_MANIFESTS = 10;

  private final Path runs;
  private final Path home;
  private final InstantSource clock;
  private @Nullable Set<String> alive;

  BundleScan(Path home, InstantSource clock) {
    this.home = home;
    this.runs = home.resolve("runs");
    this.clock = clock;
  }

  List<RetentionItem> items() throws IOException {
    List<RetentionItem> items = new ArrayList<>();
    try {
      for (String stream : folders(runs)) {
        addAll(stream, items);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return items;
  }

  private void addAll(String stream, List<RetentionItem> items) throws IOException {
    Path folder = runs.resolve(stream);
    List<String> found = folders(folder);
    String streamId = streamId(stream, folder, found);
    for (String run : found) {
      items.add(item(new BundleId(stream, run), streamId));
    }
  }

  /** One that is there. */
  RetentionItem item(BundleId id, @Nullable String streamId) throws IOException {
    BundleUsage usage = BundleUsage.of(id.in(home).path());
    boolean active = usage.isActive(this::isAlive, clock.instant());
    return new RetentionItem(
        id.toString(),
        streamId,
        usage.bytes(),
        usage.mediaBytes(),
        usage.newest(),
        active ? BundleTarget.ACTIVE : null);
  }

  // A name that is its own safe name is the id's; of any other one of the manifests has it.
  private static @Nullable String streamId(String name, Path folder, List<String> runs) {
    if (SafeNames.of(name).equals(name)) {
      return name;
    }
    for (String run : runs.subList(0, Math.min(runs.size(), MOST_MANIFESTS))) {
      String id = toldStreamId(folder.resolve(run));
      if (SafeNames.of(id).equals(name)) {
        return id;
      }
    }
    return null;
  }

  private static String toldStreamId(Path run) {
    try {
      return ManifestHead.read(run.resolve("manifest.json")).streamId();
    } catch (IOException e) { // it has none yet, say
      return "";
    }
  }

  private boolean isAlive(String instance) {
    Set<String> known = alive;
    if (known == null) {
      try {
        known = LiveMark.alive(home);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      alive = known;
    }
    return known.contains(instance);
  }

  // A folder that cannot be listed, or is none, has none.
  private static List<String> folders(Path folder) {
    List<String> folders = new ArrayList<>();
    String[] names = isFolder(folder) ? new File(folder.toString()).list() : null;
    for (String name : names == null ? new String[0] : names) {
      if (BundleId.isName(name) && isFolder(folder.resolve(name))) {
        folders.add(name);
      }
    }
    return folders;
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
