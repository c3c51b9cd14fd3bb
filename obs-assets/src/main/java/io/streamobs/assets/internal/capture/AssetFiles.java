package io.streamobs.assets.internal.capture;

import io.streamobs.CorrelationContext;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.SafeNames;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where captured contents lie in a bundle: those of a fragment in the fragment's folder, the others
 * in that of their stage. Each gets a name that nothing has yet.
 *
 * <p>Threads: one.
 */
final class AssetFiles {

  private static final int MOST_KNOWN = 4_096;
  private static final int MOST_TAKEN = 1_000_000;

  private final Disk disk;
  private final Path home;
  private final StageFolders stageFolders;
  private final UnaryOperator<String> redaction;
  // The last number of each name, so that the thousandth of a kind need not try a thousand.
  private final Map<Path, Integer> numbers = new LeastRecentlyUsed<>(MOST_KNOWN);
  private @Nullable CorrelationContext lastWhere;
  private @Nullable RunFolder lastBundle;
  private @Nullable Path lastFolder;

  AssetFiles(Disk disk, Path home, StageFolders stageFolders, UnaryOperator<String> redaction) {
    this.disk = disk;
    this.home = home;
    this.stageFolders = stageFolders;
    this.redaction = redaction;
  }

  /** The run's bundle, by ids as records have them. */
  RunFolder bundle(CorrelationContext where) {
    CorrelationContext last = lastWhere;
    RunFolder bundle = lastBundle;
    if (bundle == null
        || last == null
        || !last.runId().equals(where.runId())
        || !last.streamId().equals(where.streamId())) {
      bundle =
          RunFolder.of(home, redaction.apply(where.streamId()), redaction.apply(where.runId()));
      lastBundle = bundle;
      lastWhere = where;
    }
    return bundle;
  }

  /** A path to write to, beside where contents of that stage belong. */
  Path staging(CorrelationContext where) throws IOException {
    RunFolder bundle = bundle(where);
    Path folder = stageFolders.of(bundle, redaction.apply(Objects.requireNonNull(where.stage())));
    if (where.fragmentSeq().isPresent()) {
      Path fragment = bundle.fragment(where.fragmentSeq().getAsLong());
      folder = fragment.resolve(Objects.requireNonNull(folder.getFileName()));
    }
    if (!folder.equals(lastFolder) || !Files.exists(folder)) {
      HomeFolders.makeUnforced(disk, home, folder);
      lastFolder = folder;
    }
    return RunFolder.stagedContent(folder, where.instanceId());
  }

  /**
   * Gives a staged file its name.
   *
   * @param wanted what it should be called, as far as that is free
   * @return its path now
   */
  Path name(Path staged, String wanted) throws IOException {
    String safe = SafeNames.of(redaction.apply(wanted));
    String plain = RunFolder.isOfAStage(safe) ? "asset-" + safe : safe;
    Path first = staged.resolveSibling(plain);
    for (int n = numbers.getOrDefault(first, 0) + 1; n <= MOST_TAKEN; n++) {
      Path name = n == 1 ? first : staged.resolveSibling(numbered(plain, n));
      if (moved(staged, name)) {
        numbers.put(first, n);
        return name;
      }
    }
    throw new FileAlreadyExistsException(first.toString(), null, "too many have that name");
  }

  private boolean moved(Path staged, Path name) throws IOException {
    try {
      disk.link(staged, name);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException noSecondNames) {
      if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      disk.rename(staged, name);
      return true;
    }
    disk.delete(staged);
    return true;
  }

  private static String numbered(String name, int n) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name + "." + n : name.substring(0, dot) + "." + n + name.substring(dot);
  }
}
