package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalTail;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.LockFile;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Finishes the bundles of instances that are gone and did not do it themselves: makes the manifests
 * of what their journals have, in which what they had open is interrupted, and deletes files that
 * nobody will give a name any more.
 *
 * <p>Threads: one; of several processes one at a time.
 */
final class Recovery {

  /** Hears of each bundle that was finished. */
  interface Listener {
    void recovered(String instanceId, Path bundle);
  }

  /** An instance's part of a run. */
  private record Part(RunFolder run, String instanceId) {}

  private final Disk disk;
  private final Path home;
  private final Set<Part> finished = new HashSet<>();
  private final StageFolders stageFolders;
  private final Listener listener;
  // The clock of a file system may be some milliseconds behind.
  private final Instant began = Instant.now().minusMillis(20);

  Recovery(Disk disk, Path home, StageFolders stageFolders, Listener listener) {
    this.disk = disk;
    this.home = home;
    this.stageFolders = stageFolders;
    this.listener = listener;
  }

  /** May be called again where it failed, and then goes on with what is left. */
  void run() throws IOException {
    List<LiveMark.Gone> gone = LiveMark.gone(home);
    if (!gone.isEmpty()) {
      Path locks = HomeFolders.make(disk, home, home.resolve("locks"));
      LockFile.run(locks.resolve("recovery.lock"), trouble -> recover(gone));
    }
  }

  private void recover(List<LiveMark.Gone> gone) throws IOException {
    Set<String> unfinished = new HashSet<>();
    IOException failure = null;
    for (Path stream : folders(home.resolve("runs"))) {
      for (Path run : folders(stream)) {
        try {
          recover(new RunFolder(run), gone, unfinished);
        } catch (IOException e) { // of this one; the others are finished all the same
          failure = e;
        }
      }
    }
    for (LiveMark.Gone instance : gone) {
      if (!unfinished.contains(instance.instanceId())) {
        disk.delete(instance.mark());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * @param unfinished gets the instances whose part could not be finished
   */
  private void recover(RunFolder run, List<LiveMark.Gone> gone, Set<String> unfinished)
      throws IOException {
    List<String> names = names(run.path());
    List<String> logs = names(run.path().resolve("logs"));
    List<String> took =
        gone.stream()
            .map(LiveMark.Gone::instanceId)
            .filter(
                id ->
                    names.stream().anyMatch(name -> RunFolder.isJournalOf(id, name))
                        // Killed between the two: its log is there, and in no list.
                        || logs.stream().anyMatch(log -> RunFolder.isPipelineLogOf(id, log)))
            .filter(id -> !finished.contains(new Part(run, id)))
            .toList();
    if (took.isEmpty()) {
      return;
    }
    unfinished.addAll(took);
    UnfinishedFiles.delete(disk, home, run.path());
    checkContents(run, names.stream().filter(RunFolder::isJournal).toList(), took);
    for (String instanceId : took) {
      finish(run, instanceId);
      finished.add(new Part(run, instanceId));
      listener.recovered(instanceId, run.path());
    }
    stageFolders.forget(run);
    unfinished.removeAll(took);
  }

  private void checkContents(RunFolder run, List<String> journals, List<String> gone)
      throws IOException {
    ContentCheck check = new ContentCheck(disk, home, run);
    for (String journal : journals) {
      boolean isGone = gone.stream().anyMatch(id -> RunFolder.isJournalOf(id, journal));
      new JournalTail(run.path().resolve(journal)).read(line -> check.take(line, isGone));
    }
    check.run(began);
  }

  private void finish(RunFolder run, String instanceId) throws IOException {
    try (RunDeriver deriver = new RunDeriver(disk, home, run, stageFolders, instanceId)) {
      deriver.read();
      deriver.writeLast(/* ending= */ true);
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path path : paths(folder)) {
      boolean onItsWayOut = Trash.isTrash(Objects.toString(path.getFileName()));
      if (!onItsWayOut && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        folders.add(path);
      }
    }
    return folders;
  }

  private static List<String> names(Path folder) throws IOException {
    return paths(folder).stream().map(path -> Objects.toString(path.getFileName())).toList();
  }

  private static List<Path> paths(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // nothing ran yet, or somebody deletes it
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return paths;
  }
}
