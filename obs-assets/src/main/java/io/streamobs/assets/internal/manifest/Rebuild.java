package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalLine;
import io.streamobs.assets.internal.journal.JournalTail;
import io.streamobs.event.RecordField;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Makes everything in a bundle anew that is made of its journals. */
public final class Rebuild {

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  private final ContentCheck contents;
  private final List<JournalTail> journals = new ArrayList<>();
  private final Set<String> instances = new TreeSet<>();

  /**
   * @param home the home that the bundle is in
   */
  public Rebuild(Disk disk, Path home, RunFolder folder) {
    this.disk = disk;
    this.home = home;
    this.folder = folder;
    this.contents = new ContentCheck(disk, home, folder);
  }

  /**
   * Deletes what is derived, and makes it again. Where it fails it can be done again.
   *
   * @throws IOException when there is no journal, an instance works on the run, or a file cannot be
   *     read or written
   */
  public void run() throws IOException {
    if (Trash.isTrash(Objects.toString(folder.path().getFileName()))) {
      throw refused("is being deleted");
    }
    if (folder.path().startsWith(home)) {
      HomeFolders.make(disk, home, folder.path()); // through no link
    }
    readJournals();
    for (String instance : instances) {
      if (LiveMark.isAlive(home, instance)) {
        throw refused("instance " + instance + " works on it; it makes its manifests itself");
      }
    }
    contents.run(Instant.MIN); // what nobody knows may be somebody's note
    try (RunDeriver deriver =
        new RunDeriver(disk, home, folder, new StageFolders(disk, home), "", journal -> true)) {
      deriver.rebuild(this::deleteDerived);
    }
  }

  private FileSystemException refused(String why) {
    return new FileSystemException(folder.path().toString(), null, why);
  }

  private void readJournals() throws IOException {
    for (Path file : Checksums.files(folder.path())) {
      String name = Objects.toString(file.getFileName());
      if (folder.path().equals(file.getParent()) && RunFolder.isJournal(name)) {
        JournalTail tail = new JournalTail(file);
        tail.read(this::take);
        journals.add(tail);
      }
    }
    if (journals.isEmpty()) {
      throw refused("has no journal to make anything of");
    }
  }

  private void take(JournalLine line) {
    instances.add(Records.text(line.record(), RecordField.INSTANCE_ID));
    contents.take(line, /* isGone= */ true);
  }

  private void deleteDerived() throws IOException {
    disk.delete(folder.path().resolve(Checksums.FILE));
    UnfinishedFiles.delete(disk, home, folder.path());
    for (Path file : Checksums.files(folder.path())) {
      String name = Objects.toString(file.getFileName());
      boolean index =
          folder.fragments().equals(file.getParent()) && RunFolder.isFragmentIndex(name);
      if (index || name.equals("manifest.json")) {
        disk.delete(file);
      }
    }
  }

  /** How many journals there were. */
  public int journals() {
    return journals.size();
  }

  /** How many lines those have. */
  public long lines() {
    return journals.stream().mapToLong(JournalTail::lines).sum();
  }

  /** How many of them are not as they were written, and are left out. */
  public long damaged() {
    return journals.stream().mapToLong(JournalTail::damaged).sum();
  }
}
