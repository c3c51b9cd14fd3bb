package io.streamobs.retention;

import io.streamobs.RetentionRefusedException;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Folders {@code things/<stream>/<run>} in a home, each with a file, as run bundles. */
class Things implements RetentionTarget {

  private final Path home;
  private final Path folder;
  private final Trash trash;
  final Set<String> inUse = new HashSet<>();
  final Set<String> stuck = new HashSet<>();
  final Set<String> unremovable = new HashSet<>();

  Things(Path home) {
    this.home = home;
    this.folder = home.resolve("things");
    this.trash = new Trash(Disk.LOCAL, home);
  }

  void add(String id, int bytes, Instant newest) {
    try {
      Path thing = Files.createDirectories(folder.resolve(id));
      Path file = Files.write(thing.resolve("file"), new byte[bytes]);
      Files.setLastModifiedTime(file, FileTime.from(newest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> ids() {
    try {
      return items().stream().map(RetentionItem::id).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String kind() {
    return RetentionPolicies.RUN_BUNDLE;
  }

  @Override
  public List<RetentionItem> items() throws IOException {
    List<RetentionItem> items = new ArrayList<>();
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String id = folder.relativize(file.getParent()).toString();
          Instant newest = Files.getLastModifiedTime(file).toInstant();
          items.add(
              RetentionItem.of(id, Files.size(file), newest)
                  .ofStream(id.substring(0, id.indexOf('/')))
                  .kept(inUse.contains(id) ? "written by a live process" : null));
        }
      }
    }
    return items;
  }

  @Override
  public List<RetentionItem> ofRun(String streamId, String runId) throws IOException {
    String id = Pins.id(streamId, runId);
    return items().stream().filter(item -> item.id().equals(id)).toList();
  }

  @Override
  public boolean holds(String id) {
    return Files.exists(folder.resolve(id));
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    if (inUse.contains(item.id())) {
      throw new RetentionRefusedException(item.id(), "written by a live process");
    }
    if (unremovable.contains(item.id())) {
      throw new IOException("stuck");
    }
    trash.put(folder.resolve(item.id()), purge);
    return Freed.NOTHING;
  }

  @Override
  public void force() throws IOException {
    trash.force();
  }

  @Override
  public Freed free(String id, RetentionPart part, String purge) throws IOException {
    if (stuck.contains(id)) {
      throw new IOException("stuck");
    }
    Disk.Deleted deleted = trash.delete(folder.resolve(id), purge);
    return new Freed(deleted.files(), deleted.bytes());
  }
}
