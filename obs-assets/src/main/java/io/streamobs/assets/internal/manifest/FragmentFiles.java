package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.event.RecordField;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fragments of one journal: a line for each in an index, in the journal's order, and a manifest
 * for each of which there is more to say than that it went well. What it costs to add one does not
 * depend on how many there are. Where the index is there already, it is gone on with as far as it
 * says what the journal says: a cut of the power may have taken lines of either.
 */
final class FragmentFiles implements Closeable {

  private static final int MOST_MANIFEST_BYTES = 8 << 20;
  private static final int MOST_PASSES = 100;
  private static final int MOST_WAITING = 1 << 16;

  /** A manifest that could not be written yet. */
  private record Unwritten(ObjectNode run, long seq, ObjectNode pass) {}

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  private final Path indexPath;
  private final Bytes waiting = new Bytes();
  private final Deque<Unwritten> unwritten = new ArrayDeque<>();
  private Disk.@Nullable Output index;
  private long size;
  // What the index had before, from where it was not compared yet.
  private @Nullable InputStream earlier;
  private boolean opened;

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
   * Adds a fragment that ended. What cannot be written is kept, and tried again by {@link #flush}.
   *
   * @param run who the run is
   * @param end the fragment's last record
   */
  void add(ObjectNode run, String instanceId, FragmentAccount fragment, JsonNode end) {
    ObjectNode line = fragment.index(end);
    boolean remarkable = fragment.isRemarkable(Records.outcome(end));
    if (remarkable) {
      line.put("manifest", folder.relative(manifest(fragment.seq)));
    }
    byte[] bytes = Json.line(line);
    attempt(this::open);
    if (isIndexed(bytes)) {
      return;
    }
    if (remarkable) {
      unwritten.add(new Unwritten(run, fragment.seq, fragment.pass(instanceId, end)));
      attempt(this::writeManifests);
    }
    waiting.writeBytes(bytes);
    if (waiting.size() >= MOST_WAITING) {
      attempt(this::writeIndex);
    }
  }

  // From the first line on that is another one, or half of one, the index is written anew.
  private boolean isIndexed(byte[] line) {
    boolean same;
    try {
      same = earlier != null && Arrays.equals(earlier.readNBytes(line.length), line);
    } catch (IOException e) { // nobody knows what it says there
      same = false;
    }
    if (same) {
      size += line.length;
    } else {
      attempt(this::endComparison);
    }
    return same;
  }

  // Where it fails it is left for flush, which says so.
  private static void attempt(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      return;
    }
  }

  /**
   * Writes what could not be written before, and what waits for the index.
   *
   * @throws IOException when it cannot be written now either
   */
  void flush() throws IOException {
    writeManifests();
    writeIndex();
  }

  // A manifest comes before its line in the index: whoever goes on behind the line has both.
  private void writeManifests() throws IOException {
    for (Unwritten one = unwritten.peek(); one != null; one = unwritten.peek()) {
      makeFolder(folder.fragment(one.seq()));
      write(manifest(one.seq()), one.run(), one.seq(), one.pass());
      unwritten.remove();
    }
  }

  // Where there are contents in it already, it was made without being brought to the disk.
  private void makeFolder(Path fragment) throws IOException {
    boolean isThere = Files.exists(fragment, LinkOption.NOFOLLOW_LINKS);
    HomeFolders.make(disk, home, fragment);
    if (isThere) {
      disk.forceFolder(Objects.requireNonNull(fragment.getParent()));
      disk.forceFolder(folder.fragments());
    }
  }

  private void writeIndex() throws IOException {
    if (waiting.size() == 0 || !unwritten.isEmpty()) {
      return;
    }
    open();
    Disk.Output out = Objects.requireNonNull(index);
    out.truncate(size); // what an earlier attempt may have left behind
    out.write(waiting.view());
    size += waiting.size();
    waiting.clear();
  }

  private Path manifest(long seq) {
    return folder.fragment(seq).resolve("manifest.json");
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

  // By its end, which is in the journal of any that is added: its start may be lost. One that was
  // cut off takes the place of what a crash took from the journal.
  private static boolean isSame(JsonNode one, JsonNode other) {
    boolean isCutOff = other.path(RecordField.OUTCOME.json()).asString("").equals("interrupted");
    String moment = isCutOff ? "started" : "ended";
    return one.path(RecordField.INSTANCE_ID.json())
            .equals(other.path(RecordField.INSTANCE_ID.json()))
        && one.path(moment).equals(other.path(moment));
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

  private void open() throws IOException {
    if (index != null && Files.exists(indexPath)) {
      return;
    }
    release(); // somebody deleted it
    HomeFolders.make(disk, home, folder.fragments());
    try {
      index = disk.create(indexPath);
      size = 0;
    } catch (FileAlreadyExistsException e) {
      index = disk.append(indexPath);
      compare();
    }
    opened = true;
  }

  // Where lines wait already, they are all from the journal's beginning on.
  private void compare() throws IOException {
    if (!opened && waiting.size() == 0) {
      earlier = new BufferedInputStream(Files.newInputStream(indexPath, LinkOption.NOFOLLOW_LINKS));
    }
  }

  private void endComparison() throws IOException {
    InputStream compared = earlier;
    earlier = null;
    if (compared != null) {
      compared.close();
    }
  }

  /** All of the journal was added: what the index has beyond that is gone from the journal. */
  @Override
  public void close() throws IOException {
    try {
      flush();
      if (!opened) {
        open();
      }
      if (index != null) {
        index.truncate(size);
        index.force();
        disk.forceFolder(folder.fragments());
      }
    } finally {
      release();
    }
  }

  private void release() throws IOException {
    endComparison();
    if (index != null) {
      index.close();
      index = null;
    }
  }
}
