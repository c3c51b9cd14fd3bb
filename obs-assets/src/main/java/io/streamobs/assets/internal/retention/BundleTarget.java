package io.streamobs.assets.internal.retention;

import io.streamobs.RetentionRefusedException;
import io.streamobs.assets.internal.bundle.BundleTurn;
import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.manifest.MediaPurge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.SafeNames;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bundles of a home. One is taken away under the locks by which others write manifests and
 * begin journals, for nobody to be at work in it.
 *
 * <p>Threads: one, but to free.
 */
final class BundleTarget implements RetentionTarget {

  static final String KIND = "run_bundle";
  static final String ACTIVE = "written by a live process";

  private final Disk disk;
  private final Path home;
  private final InstantSource clock;
  private final Trash trash;

  BundleTarget(Disk disk, Path home, InstantSource clock) {
    this.disk = disk;
    this.home = home;
    this.clock = clock;
    this.trash = new Trash(disk, home);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<RetentionItem> items() throws IOException {
    return new BundleScan(home, clock).items();
  }

  @Override
  public List<RetentionItem> ofRun(String streamId, String runId) throws IOException {
    BundleId id = new BundleId(SafeNames.of(streamId), SafeNames.of(runId));
    return new BundleScan(home, clock).item(id, streamId);
  }

  @Override
  public boolean holds(String id) {
    BundleId of = BundleId.parse(id);
    return of != null && isFolder(of.in(home).path());
  }

  @Override
  public boolean failed(RetentionItem item) throws IOException {
    try {
      return ManifestHead.read(bundle(item.id()).manifest()).failed();
    } catch (NoSuchFileException e) { // nobody knows that it went well
      return true;
    }
  }

  @Override
  public Map<String, Object> describe(RetentionItem item) throws IOException {
    Map<String, Object> told = new LinkedHashMap<>();
    RunFolder bundle = bundle(item.id());
    try {
      ManifestHead head = ManifestHead.read(bundle.manifest());
      if (item.streamId() == null && !head.streamId().isEmpty()) {
        told.put("streamId", head.streamId());
      }
      if (!head.runId().isEmpty()) {
        told.put("runId", head.runId());
      }
      told.put("manifest_sha256", Checksums.sha256(bundle.manifest()));
    } catch (IOException e) { // it has none; or none that can be read, and goes all the same
      return told;
    }
    return told;
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    RunFolder bundle = bundle(item.id());
    refuseLinks(bundle);
    Freed[] freed = {Freed.NOTHING};
    BundleTurn.withManifests(
        disk,
        home,
        bundle,
        trouble -> {
          refuseCompany(trouble);
          if (part == RetentionPart.ALL) {
            inTurn(bundle, () -> removeAll(item, bundle, purge));
          } else if (isFolder(bundle.path())) {
            freed[0] = removeMedia(item, bundle, purge);
          }
        });
    return freed[0];
  }

  private interface Work {
    void run() throws IOException;
  }

  private void inTurn(RunFolder bundle, Work work) throws IOException {
    BundleTurn.run(
        disk,
        home,
        bundle,
        trouble -> {
          refuseCompany(trouble);
          work.run();
        });
  }

  private static void refuseCompany(@Nullable IOException trouble) throws IOException {
    if (trouble != null) {
      throw new IOException("nobody can be kept out of the bundle, so it stays", trouble);
    }
  }

  private void removeAll(RetentionItem item, RunFolder bundle, String purge) throws IOException {
    if (isFolder(bundle.path()) && !trash.has(bundle.path(), purge)) {
      refuseActive(item, bundle);
    }
    trash.put(bundle.path(), purge);
  }

  // Nobody's journal waits while it is done; one that is begun by then is left alone.
  private Freed removeMedia(RetentionItem item, RunFolder bundle, String purge) throws IOException {
    MediaPurge media = new MediaPurge(disk, home, bundle, purge, clock.instant());
    inTurn(
        bundle,
        () -> {
          refuseActive(item, bundle);
          media.look();
        });
    return media.run();
  }

  private void refuseActive(RetentionItem item, RunFolder bundle) throws IOException {
    BundleUsage usage = BundleUsage.of(bundle.path().toString());
    if (usage == null) { // gone meanwhile
      return;
    }
    if (isActive(usage)) {
      throw new RetentionRefusedException(item.id(), ACTIVE);
    }
    if (usage.newest().isAfter(item.newest())) {
      throw new RetentionRefusedException(item.id(), "written since that was planned");
    }
  }

  private boolean isActive(BundleUsage usage) throws IOException {
    try {
      return usage.isActive(this::isAlive, clock.instant());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isAlive(String instance) {
    try {
      return LiveMark.alive(home).contains(instance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseLinks(RunFolder bundle) throws IOException {
    Path at = home;
    for (Path name : home.relativize(bundle.path())) {
      at = at.resolve(name);
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !isFolder(at)) {
        throw new IOException(at + " is no folder; move it away");
      }
    }
  }

  private RunFolder bundle(String id) throws IOException {
    BundleId of = BundleId.parse(id);
    if (of == null) {
      throw new IOException(id + " is no bundle of a run");
    }
    return of.in(home);
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void force() throws IOException {
    trash.force();
  }

  @Override
  public Freed free(String id, RetentionPart part, String purge) throws IOException {
    if (part == RetentionPart.MEDIA) {
      return Freed.NOTHING;
    }
    Path bundle = bundle(id).path();
    Disk.Deleted deleted = trash.delete(bundle, purge);
    deleteIfEmpty(Objects.requireNonNull(bundle.getParent()));
    return new Freed(deleted.files(), deleted.bytes());
  }

  // The system refuses where something is in it. Whoever begins a run there at this moment is told
  // that the folder is not there, and makes it again.
  private void deleteIfEmpty(Path stream) {
    if (isFolder(stream)) {
      try {
        disk.delete(stream);
      } catch (IOException e) { // other runs
        return;
      }
    }
  }
}
