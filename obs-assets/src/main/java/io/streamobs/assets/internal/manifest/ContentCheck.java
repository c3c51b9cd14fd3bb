package io.streamobs.assets.internal.manifest;

import io.streamobs.ObsErrors;
import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.ContentForce;
import io.streamobs.assets.internal.bundle.GrowingFile;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.journal.JournalLine;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.LiveMark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the contents that instances captured with what their journals say, when those instances
 * are gone: what a crash damaged is deleted, and noted in a journal of its own, for manifests are
 * made of journals only.
 *
 * <p>Threads: one; of several processes one at a time.
 */
final class ContentCheck {

  private static final String DAMAGED = "damaged";
  private static final String MISSING = "missing";
  private static final String UNKNOWN = "unknown";

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  // By the file, relative to the bundle.
  private final Map<String, String> captured = new LinkedHashMap<>();
  private final Map<String, Boolean> ofThese = new HashMap<>();
  private final Set<String> noted = new HashSet<>();
  private final Set<String> instances = new HashSet<>();
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
    instances.add(Records.text(record, RecordField.INSTANCE_ID));
    String event = Records.event(record);
    if (event.equals(LibraryEvent.ASSET_DISCARDED.json())) {
      noted.add(Records.detail(record, "file").asString(""));
    } else if (event.equals(LibraryEvent.ASSET_RECORDED.json())) {
      String file = Records.detail(record, "captured").asString("");
      if (!file.isEmpty() && folder.isContent(folder.path().resolve(file))) {
        captured.put(file, Records.detail(record, "sha256").asString(""));
        ofThese.merge(file, isGone, Boolean::logicalAnd);
      }
    }
  }

  /** All journals were heard: compares. */
  void run() throws IOException {
    captured.keySet().removeAll(noted);
    Set<String> present = present();
    Map<String, String> discarded = new LinkedHashMap<>();
    for (Map.Entry<String, String> content : captured.entrySet()) {
      String name = content.getKey();
      if (!ofThese.getOrDefault(name, false)) {
        continue;
      }
      if (!present.contains(name)) {
        discarded.put(name, MISSING);
      } else if (!Checksums.sha256(folder.path().resolve(name)).equals(content.getValue())) {
        discarded.put(name, DAMAGED);
      } else { // it may have been read from the system's memory
        unforced.add(folder, folder.path().resolve(name));
      }
    }
    if (isNobodyAtWork()) { // else somebody may have put it there at this moment
      present.stream()
          .filter(name -> !captured.containsKey(name))
          .forEach(name -> discarded.put(name, UNKNOWN));
    }
    note(discarded);
    discarded.keySet().retainAll(present);
    unforced.force(Integer.MAX_VALUE);
    delete(discarded.keySet()); // noted first: it is never missing without a word
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

  private boolean isNobodyAtWork() throws IOException {
    for (String instance : instances) {
      if (LiveMark.isAlive(home, instance)) {
        return false;
      }
    }
    return true;
  }

  private void note(Map<String, String> discarded) throws IOException {
    JsonNode like = last;
    if (discarded.isEmpty() || like == null) {
      return;
    }
    Bytes lines = new Bytes();
    long n = 0;
    for (Map.Entry<String, String> file : discarded.entrySet()) {
      byte[] record = Json.line(record(like, ++n, file.getKey(), file.getValue()));
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

  private static ObjectNode record(JsonNode like, long seq, String file, String reason) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put(RecordField.TS.json(), Instant.now().toString());
    record.put(RecordField.LEVEL.json(), "WARN");
    record.put(RecordField.SEQ.json(), seq);
    record.put(RecordField.EVENT.json(), LibraryEvent.ASSET_DISCARDED.json());
    record.put(RecordField.MESSAGE.json(), file + " is not kept: " + reason);
    Records.copy(
        like,
        record,
        RecordField.SERVICE,
        RecordField.COMPONENT,
        RecordField.STREAM_ID,
        RecordField.RUN_ID,
        RecordField.INSTANCE_ID,
        RecordField.CORRELATION_ID,
        RecordField.SESSION_ID);
    record.put(RecordField.ERROR_CODE.json(), ObsErrors.ASSET_DISCARDED.code());
    record.putObject(RecordField.DETAILS.json()).put("file", file).put("reason", reason);
    return record;
  }
}
