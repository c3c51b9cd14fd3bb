package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.event.RecordField;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fragments of one journal: a line for each in an index, and a manifest for each of which there
 * is more to say than that it went well. What it costs to add one does not depend on how many there
 * are. Where the index is there already, somebody else has made all of this.
 */
final class FragmentFiles implements Closeable {

  private static final int MOST_MANIFEST_BYTES = 8 << 20;
  private static final int MOST_PASSES = 100;
  private static final int MOST_WAITING = 1 << 16;

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  private final Path indexPath;
  private final Bytes waiting = new Bytes();
  private Disk.@Nullable Output index;
  private long size;
  private boolean madeByAnother;

  /**
   * @param journal the journal's name
   */
  FragmentFiles(Disk disk, Path home, RunFolder folder, String journal) {
    this.disk = disk;
    this.home = home;
    this.folder = folder;
    this.indexPath = folder.fragmentIndex(journal);
  }

  /**
   * Adds a fragment that ended.
   *
   * @param run who the run is
   * @param end the fragment's last record
   */
  void add(ObjectNode run, String instanceId, FragmentAccount fragment, JsonNode end)
      throws IOException {
    if (madeByAnother) {
      return;
    }
    ObjectNode line = fragment.index(end);
    boolean remarkable = fragment.isRemarkable(Records.outcome(end));
    Path manifest = folder.fragment(fragment.seq).resolve("manifest.json");
    if (remarkable) {
      line.put("manifest", folder.relative(manifest));
    }
    waiting.writeBytes(Json.line(line));
    if (waiting.size() >= MOST_WAITING) {
      flush();
    }
    if (remarkable && !madeByAnother) {
      HomeFolders.make(disk, home, folder.fragment(fragment.seq));
      write(manifest, run, fragment.seq, fragment.pass(instanceId, end));
    }
  }

  /** Writes what waits for the index. Where that fails it waits on. */
  void flush() throws IOException {
    if (waiting.size() == 0) {
      return;
    }
    Disk.Output out = index();
    if (out != null) {
      out.truncate(size); // what an earlier attempt may have left behind
      out.write(waiting.view());
      size += waiting.size();
    }
    waiting.clear();
  }

  // A fragment that was processed again, after a restart perhaps, has a pass for each time.
  private void write(Path manifest, ObjectNode run, long seq, ObjectNode pass) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", "urn:streamobs:schema:fragment-manifest");
    Records.copy(run, json, RecordField.STREAM_ID, RecordField.RUN_ID);
    json.put(RecordField.FRAGMENT_SEQ.json(), seq);
    ArrayNode passes = json.putArray("passes");
    for (JsonNode earlier : passes(manifest)) {
      if (!isSame(earlier, pass) && passes.size() < MOST_PASSES) {
        passes.add(earlier);
      }
    }
    passes.add(pass);
    AtomicFile.write(disk, manifest, out -> out.write(Json.pretty(json)));
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    return one.path(RecordField.INSTANCE_ID.json())
            .equals(other.path(RecordField.INSTANCE_ID.json()))
        && one.path("started").equals(other.path("started"));
  }

  private static JsonNode passes(Path manifest) throws IOException {
    boolean readable =
        Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)
            && Files.size(manifest) <= MOST_MANIFEST_BYTES;
    try {
      return readable
          ? Json.read(Files.readAllBytes(manifest)).path("passes")
          : JsonNodeFactory.instance.missingNode();
    } catch (JacksonException e) { // somebody edited it; the journal has it all
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private Disk.@Nullable Output index() throws IOException {
    if (madeByAnother || (index != null && Files.exists(indexPath))) {
      return index;
    }
    release(); // somebody deleted it
    HomeFolders.make(disk, home, folder.fragments());
    try {
      index = disk.create(indexPath);
      size = 0;
    } catch (FileAlreadyExistsException e) {
      madeByAnother = true;
    }
    return index;
  }

  @Override
  public void close() throws IOException {
    try {
      flush();
      if (index != null) {
        index.force();
      }
    } finally {
      release();
    }
  }

  private void release() throws IOException {
    if (index != null) {
      index.close();
      index = null;
    }
  }
}
