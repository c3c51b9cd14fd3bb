package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.ContentForce;
import io.streamobs.assets.internal.bundle.GrowingFile;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.journal.JournalLine;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the contents that instances captured with what their journals say, when those instances
 * are gone: what a crash damaged is deleted, and noted in a journal of its own, for manifests are
 * made of journals only.
 *
 * <p>Threads: one; of several processes one at a time.
 */
final class ContentCheck {

  private static final int FORCED_AT_ONCE = 1_000;
  private static final String DAMAGED = "damaged";
  private static final String MISSING = "missing";
  private static final String UNKNOWN = "unknown";

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  private final Set<Captured> ofThese = new LinkedHashSet<>();
  private final Set<Captured> noted = new HashSet<>();
  private final Set<String> files = new HashSet<>();
  private final ContentForce unforced;
  private @Nullable JsonNode last;

  ContentCheck(Disk disk, Path home, RunFolder folder) {
    this.disk = disk;
    this.home = home;
    this.folder = folder;
    this.unforced = new ContentForce(disk);
  }

  /**
   * Hears a line of a journal.
   *
   * @param isGone whether its instance is gone, so that its contents are compared
   */
  void take(JournalLine line, boolean isGone) {
    JsonNode record = line.record();
    last = record;
    String event = Records.event(record);
    if (event.equals(LibraryEvent.ASSET_DISCARDED.json())) {
      noted.add(Captured.of(record, "file"));
    } else if (event.equals(LibraryEvent.ASSET_RECORDED.json())) {
      Captured captured = Captured.of(record, "captured");
      if (!captured.file().isEmpty() && folder.isContent(folder.path().resolve(captured.file()))) {
        files.add(captured.file());
        if (isGone) {
          ofThese.add(captured);
        }
      }
    }
  }

  /**
   * All journals were heard: compares.
   *
   * @param began what no journal knows is deleted where it got its name before that; what came
   *     later may be somebody's who is at work
   */
  void run(Instant began) throws IOException {
    Set<String> present = present();
    Map<Captured, String> discarded = new LinkedHashMap<>();
    ofThese.removeAll(noted);
    for (Captured content : ofThese) {
      Path file = folder.path().resolve(content.file());
      if (!present.contains(content.file())) {
        discarded.put(content, MISSING);
      } else if (!Checksums.sha256(file).equals(content.sha256())) {
        discarded.put(content, DAMAGED);
      } else { // it may have been read from the system's memory
        unforced.add(folder, file);
      }
      if (unforced.size() == FORCED_AT_ONCE) {
        unforced.force(FORCED_AT_ONCE);
      }
    }
    for (String file : present) {
      if (!files.contains(file) && UnfinishedFiles.isBefore(folder.path().resolve(file), began)) {
        discarded.put(new Captured("", file, ""), UNKNOWN);
      }
    }
    note(discarded);
    unforced.force(FORCED_AT_ONCE);
    Set<String> deleted = new LinkedHashSet<>();
    discarded.keySet().forEach(content -> deleted.add(content.file()));
    deleted.retainAll(present);
    delete(deleted); // noted first: it is never missing without a word
  }

  private void delete(Set<String> names) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (String name : names) {
      Path file = folder.path().resolve(name);
      disk.delete(file);
      folders.add(Objects.requireNonNull(file.getParent()));
    }
    for (Path each : folders) { // or a cut of the power brings them back
      disk.forceFolder(each);
    }
  }

  // As the folder has them: what a journal names may lead through a link.
  private Set<String> present() throws IOException {
    Set<String> present = new LinkedHashSet<>();
    for (Path file : Checksums.files(folder.path())) {
      if (folder.isContent(file)) {
        present.add(folder.relative(file));
      }
    }
    return present;
  }

  private void note(Map<Captured, String> discarded) throws IOException {
    JsonNode like = last;
    if (discarded.isEmpty() || like == null) {
      return;
    }
    Bytes lines = new Bytes();
    long n = 0;
    for (Map.Entry<Captured, String> content : discarded.entrySet()) {
      byte[] record =
          Json.line(Tombstone.discarded(like, ++n, content.getKey(), content.getValue()));
      JournalLine.append(lines, n, record, 0, record.length - 1);
    }
    GrowingFile journal = new GrowingFile(disk, home, folder::repairJournal);
    try {
      journal.append(lines.view());
      journal.force();
    } finally {
      journal.close();
    }
  }
}
