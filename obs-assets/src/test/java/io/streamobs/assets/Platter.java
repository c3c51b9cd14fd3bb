package io.streamobs.assets;

import io.streamobs.assets.internal.bundle.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is certainly on a disk after some operations, and what may be: bytes of a file are certain
 * when it was forced, names in a folder when that was.
 */
final class Platter {

  private static final int FOLDER = 0;

  /** Names that came, went or changed in one step; null for one that went. */
  private record Step(Path folder, Map<Path, @Nullable Integer> names) {}

  private final Map<Integer, Contents> files = new HashMap<>();
  private final Map<Integer, Path> begunAs = new HashMap<>();
  private final Map<Path, @Nullable Integer> present = new TreeMap<>();
  private final Map<Path, @Nullable Integer> certain = new TreeMap<>();
  private final List<Step> uncertain = new ArrayList<>();
  private final Map<Path, byte[]> synced = new TreeMap<>();

  void apply(DiskOperation operation) {
    if (operation instanceof DiskOperation.MakeFolder made) {
      step(made.folder(), Map.of(made.folder(), FOLDER));
    } else if (operation instanceof DiskOperation.Create created) {
      files.put(created.file(), new Contents());
      begunAs.put(created.file(), created.path());
      step(created.path(), Map.of(created.path(), created.file()));
    } else if (operation instanceof DiskOperation.Rename renamed) {
      step(renamed.to(), moved(renamed.from(), renamed.to()));
    } else if (operation instanceof DiskOperation.Link linked) {
      step(linked.to(), Map.of(linked.to(), Objects.requireNonNull(present.get(linked.from()))));
    } else if (operation instanceof DiskOperation.Delete deleted) {
      Map<Path, @Nullable Integer> names = new HashMap<>();
      names.put(deleted.path(), null);
      step(deleted.path(), names);
    } else if (operation instanceof DiskOperation.ForceFolder forced) {
      force(forced.folder());
    } else if (operation instanceof DiskOperation.Write written) {
      file(written.file()).write(written.bytes());
    } else if (operation instanceof DiskOperation.Truncate cut) {
      file(cut.file()).truncate(cut.size());
    } else if (operation instanceof DiskOperation.Force forced) {
      file(forced.file()).force();
      remember(forced.file());
    }
  }

  // A folder takes along what is in it.
  private Map<Path, @Nullable Integer> moved(Path from, Path to) {
    Map<Path, @Nullable Integer> names = new HashMap<>();
    present.forEach(
        (path, entry) -> {
          if (path.startsWith(from)) {
            names.put(path, null);
            names.put(path.equals(from) ? to : to.resolve(from.relativize(path)), entry);
          }
        });
    return names;
  }

  private void step(Path path, Map<Path, @Nullable Integer> names) {
    uncertain.add(new Step(folder(path), names));
    put(names, present);
  }

  private void force(Path folder) {
    for (Step step : uncertain) {
      if (step.folder().equals(folder)) {
        put(step.names(), certain);
      }
    }
    uncertain.removeIf(step -> step.folder().equals(folder));
  }

  private static void put(
      Map<Path, @Nullable Integer> names, Map<Path, @Nullable Integer> entries) {
    names.forEach(
        (path, entry) -> {
          if (entry == null) {
            entries.remove(path);
          } else {
            entries.put(path, entry);
          }
        });
  }

  private static Path folder(Path path) {
    Path parent = path.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private Contents file(int number) {
    return Objects.requireNonNull(files.get(number));
  }

  private void remember(int number) {
    Path path = Objects.requireNonNull(begunAs.get(number));
    if (RunFolder.isJournal(String.valueOf(path.getFileName()))) {
      synced.put(path, file(number).certain());
    }
  }

  /** What journals had when they were last forced: what nothing may take away any more. */
  Map<Path, byte[]> synced() {
    return Map.copyOf(synced);
  }

  /** What is there when the power is cut now. */
  DiskImage cut(PowerCut how, Random random) {
    Map<Path, @Nullable Integer> entries = new TreeMap<>(certain);
    for (Step step : uncertain) {
      if (how.keepsName(random)) {
        put(step.names(), entries);
      }
    }
    DiskImage image = new DiskImage();
    entries.forEach( // a folder sorts before what is in it
        (path, entry) -> {
          if (Objects.requireNonNull(entry) == FOLDER) {
            image.folder(path);
          } else {
            image.file(path, how.left(file(entry), random));
          }
        });
    return image;
  }
}
