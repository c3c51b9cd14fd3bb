package io.streamobs.assets.internal.retention;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.SafeNames;
import io.streamobs.spi.home.Trash;
import io.streamobs.spi.home.TwoThreads;
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
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all bundles of a home once, as they lie there. Two threads do, but for a process that
 * itself works in the home: that has something else to do.
 */
final class BundleScan {

  private static final int MOST_MANIFESTS = 10;
  private static final int FEW = 500;

  /** A folder that may be a bundle. */
  private record Candidate(String folder, String id, @Nullable String streamId) {}

  private final Path runs;
  private final Path home;
  private final InstantSource clock;
  private final List<Candidate> candidates = new ArrayList<>();
  private @Nullable Set<String> alive;

  BundleScan(Path home, InstantSource clock) {
    this.home = home;
    this.runs = home.resolve("runs");
    this.clock = clock;
  }

  List<RetentionItem> items() throws IOException {
    for (String stream : names(runs)) {
      if (!Trash.isTrash(stream)) {
        addAll(stream, runs.resolve(stream));
      }
    }
    try {
      return look();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void addAll(String stream, Path folder) {
    List<String> found = names(folder);
    String streamId = streamId(stream, folder, found);
    for (String run : found) {
      if (!Trash.isTrash(run)) {
        String id = new BundleId(stream, run).toString();
        candidates.add(new Candidate(folder.toString() + File.separatorChar + run, id, streamId));
      }
    }
  }

  private List<RetentionItem> look() {
    @Nullable RetentionItem[] found = new RetentionItem[candidates.size()];
    IntConsumer look = n -> found[n] = item(candidates.get(n));
    if (found.length > FEW && !LiveMark.isOfThisProcess(home)) {
      TwoThreads.each(found.length, look);
    } else {
      IntStream.range(0, found.length).forEach(look);
    }
    List<RetentionItem> items = new ArrayList<>();
    for (RetentionItem item : found) {
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private @Nullable RetentionItem item(Candidate candidate) {
    BundleUsage usage = BundleUsage.of(candidate.folder());
    return usage == null ? null : item(candidate, usage);
  }

  private RetentionItem item(Candidate of, BundleUsage usage) {
    boolean active = usage.isActive(this::isAlive, clock.instant());
    return new RetentionItem(
        of.id(),
        of.streamId(),
        usage.bytes(),
        usage.mediaBytes(),
        usage.newest(),
        active ? BundleTarget.ACTIVE : null);
  }

  /** One alone, where it is there. */
  List<RetentionItem> item(BundleId id, String streamId) throws IOException {
    String folder = id.in(home).path().toString();
    BundleUsage usage = BundleUsage.of(folder);
    try {
      return usage == null
          ? List.of()
          : List.of(item(new Candidate(folder, id.toString(), streamId), usage));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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

  private synchronized boolean isAlive(String instance) {
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
  private static List<String> names(Path folder) {
    boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    String[] names = isFolder ? new File(folder.toString()).list() : null;
    return names == null ? List.of() : List.of(names);
  }
}
