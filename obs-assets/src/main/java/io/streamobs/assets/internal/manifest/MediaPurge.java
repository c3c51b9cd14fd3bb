package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalLine;
import io.streamobs.assets.internal.journal.JournalTail;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Deletes the contents that a bundle captured, and leaves the rest of it whole, which says that
 * they are gone: first a journal of what goes, then the files, then the manifests.
 *
 * <p>Threads: one; nobody else is at the bundle. Failure: may be done again, also by another
 * process after a crash, and then ends what was begun.
 */
public final class MediaPurge {

  private static final int MOST_JOURNALS = 10_000;

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  private final String purge;
  private final Instant at;
  private final Map<String, Set<Captured>> captured = new HashMap<>();
  private final Set<Captured> noted = new HashSet<>();
  private final List<Path> contents = new ArrayList<>();
  private @Nullable JsonNode like;

  /**
   * @param purge its id
   */
  public MediaPurge(Disk disk, Path home, RunFolder folder, String purge, Instant at) {
    this.disk = disk;
    this.home = home;
    this.folder = folder;
    this.purge = purge;
    this.at = at;
  }

  /** Looks what there is, while nobody begins to work on the run. */
  public void look() throws IOException {
    UnfinishedFiles.delete(disk, home, folder.path());
    for (Path file : Checksums.files(folder.path())) {
      Path name = Objects.requireNonNull(file.getFileName());
      if (folder.isContent(file)) {
        contents.add(file);
      } else if (isJournal(file, name.toString())) {
        new JournalTail(file).read(this::take);
      }
    }
  }

  /**
   * Deletes that. Whoever goes on with the run meanwhile has other contents.
   *
   * @return what this call deleted
   * @throws IOException when there is no journal to note it in, or the disk refuses
   */
  public Freed run() throws IOException {
    Freed freed = note();
    delete();
    if (like != null) { // else there is nothing to make manifests of
      derive();
    }
    return freed;
  }

  private boolean isJournal(Path file, String name) {
    return folder.path().equals(file.getParent()) && RunFolder.isJournal(name);
  }

  private void take(JournalLine line) {
    JsonNode record = line.record();
    String event = Records.event(record);
    if (like == null || !Records.text(record, RecordField.RUN_ID).equals("-")) {
      like = record;
    }
    if (event.equals(LibraryEvent.ASSET_DISCARDED.json())) {
      noted.add(Captured.of(record, "file"));
    } else if (event.equals(LibraryEvent.ASSET_RECORDED.json())) {
      Captured content = Captured.of(record, "captured");
      captured.computeIfAbsent(content.file(), file -> new LinkedHashSet<>()).add(content);
    }
  }

  // All of it or nothing comes to its name, on the disk before anything is deleted.
  private Freed note() throws IOException {
    Bytes lines = new Bytes();
    long n = 0;
    long bytes = 0;
    for (Path file : contents) {
      long size = Files.size(file);
      bytes += size;
      for (Captured content : unnoted(folder.relative(file))) {
        byte[] record = Json.line(Tombstone.purged(like(), ++n, content, purge, size, at));
        JournalLine.append(lines, n, record, 0, record.length - 1);
        size = 0; // of a file that has two, once
      }
    }
    if (n > 0) {
      AtomicFile.write(disk, freeJournal(), lines::writeTo);
    }
    return new Freed(contents.size(), bytes);
  }

  private List<Captured> unnoted(String file) {
    List<Captured> unnoted =
        new ArrayList<>(captured.getOrDefault(file, Set.of(new Captured("", file, ""))));
    unnoted.removeAll(noted);
    return unnoted;
  }

  private JsonNode like() throws IOException {
    if (like == null) {
      throw new FileSystemException(
          folder.path().toString(), null, "has no journal to note in what is gone");
    }
    return like;
  }

  private Path freeJournal() throws IOException {
    for (int n = 1; n < MOST_JOURNALS; n++) {
      if (!Files.exists(folder.purgeJournal(n), LinkOption.NOFOLLOW_LINKS)) {
        return folder.purgeJournal(n);
      }
    }
    throw new IOException(folder.path() + " holds too many journals of what was purged");
  }

  private void delete() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path file : contents) {
      Path around = Objects.requireNonNull(file.getParent());
      if (folders.add(around)) {
        refuseLink(around);
      }
      disk.delete(file);
    }
    for (Path each : folders) { // or a cut of the power brings them back
      disk.forceFolder(each);
    }
    for (Path each : folders) {
      deleteIfEmpty(each);
    }
  }

  private static void refuseLink(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(folder.toString(), null, "is no folder any more");
    }
  }

  // That of a stage in a fragment; that of a stage has a manifest.
  private void deleteIfEmpty(Path folderOfContents) {
    if (folderOfContents.startsWith(folder.fragments())) {
      try {
        disk.delete(folderOfContents);
      } catch (IOException e) { // somebody's file is in it
        return;
      }
    }
  }

  private void derive() throws IOException {
    try (RunDeriver deriver =
        new RunDeriver(disk, home, folder, new StageFolders(disk, home), "", journal -> true)) {
      deriver.renew();
    }
  }
}
