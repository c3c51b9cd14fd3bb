package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalTail;
import io.streamobs.event.RecordField;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the manifests of one run out of its journals: out of what is in the files, never out of
 * what this process remembers, so that after a crash the same comes out.
 *
 * <p>Each instance writes the files of its own fragments; whoever comes first, of several, writes
 * those of the run as a whole, in which all journals are.
 *
 * <p>Threads: one.
 */
final class RunDeriver implements Closeable {

  private static final int MOST_ATTEMPTS = 200;
  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final String SCHEMA = "urn:streamobs:schema:";

  /** A stage, and where its manifest belongs. */
  private record StageFolder(StageAccount account, Path path) {}

  private final Disk disk;
  private final Path home;
  private final RunFolder folder;
  private final String ownInstance;
  private final Predicate<String> ownsJournal;
  // In the order of time: stages are numbered by their first use.
  private final Map<String, JournalTail> tails = new TreeMap<>(RunFolder.JOURNAL_ORDER);
  private final StageFolders stageFolders;
  private final RunAccount account;
  private final Map<String, FragmentFiles> fragments = new HashMap<>();
  private final Map<Path, byte[]> written = new HashMap<>();
  private final Map<String, String> unreadable = new HashMap<>();
  private final Set<String> alive = new HashSet<>();

  /** For the journals of one instance. */
  RunDeriver(
      Disk disk, Path home, RunFolder folder, StageFolders stageFolders, String ownInstance) {
    this(
        disk,
        home,
        folder,
        stageFolders,
        ownInstance,
        journal -> RunFolder.isJournalOf(ownInstance, journal));
  }

  /**
   * @param ownInstance whose end is told to {@link #writeLast}
   * @param ownsJournal of whose fragments the files are made
   */
  RunDeriver(
      Disk disk,
      Path home,
      RunFolder folder,
      StageFolders stageFolders,
      String ownInstance,
      Predicate<String> ownsJournal) {
    this.ownsJournal = ownsJournal;
    this.disk = disk;
    this.home = home;
    this.folder = folder;
    this.stageFolders = stageFolders;
    this.ownInstance = ownInstance;
    this.account = new RunAccount(this::fragmentEnded);
  }

  RunFolder folder() {
    return folder;
  }

  /**
   * Reads what the journals have by now. One that cannot be read is named in the manifest, and
   * costs the others nothing.
   *
   * @throws IOException when what was made of them could not be written; it is tried again
   */
  void read() throws IOException {
    listJournals();
    unreadable.clear();
    for (Iterator<JournalTail> each = tails.values().iterator(); each.hasNext(); ) {
      JournalTail tail = each.next();
      try {
        tail.read(line -> account.accept(tail.name(), line));
      } catch (NoSuchFileException deletedMeanwhile) { // what was read of it stays known
        each.remove();
      } catch (IOException e) {
        unreadable.put(tail.name(), String.valueOf(e));
      }
    }
    for (FragmentFiles each : fragments.values()) {
      each.flush();
    }
  }

  private void listJournals() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.path())) {
      for (Path file : all) {
        String name = Objects.toString(file.getFileName());
        if (RunFolder.isJournal(name)) {
          tails.computeIfAbsent(name, n -> new JournalTail(file));
        }
      }
    } catch (NoSuchFileException deletedMeanwhile) {
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void fragmentEnded(
      String journal, String instanceId, FragmentAccount fragment, JsonNode end) {
    if (!ownsJournal.test(journal)) {
      return;
    }
    fragments(journal).add(account.identity(), instanceId, fragment, end);
  }

  private FragmentFiles fragments(String journal) {
    return fragments.computeIfAbsent(journal, name -> new FragmentFiles(disk, home, folder, name));
  }

  /** Whether this instance has the run open. */
  boolean isOpenHere() {
    InstanceAccount own = account.instances().get(ownInstance);
    return own != null && own.holdsRun();
  }

  /**
   * Writes the manifests of the run and its stages, as far as they changed.
   *
   * @return whether all is written; else somebody else is at it
   */
  boolean write() throws IOException {
    return locked(/* ending= */ false, this::writeAll);
  }

  /**
   * The same for the last time, and the list of checksums where nobody works on the run any more.
   *
   * @param ending whether this instance is not at work any more
   * @throws IOException also when somebody else is at it all the time
   */
  void writeLast(boolean ending) throws IOException {
    until(() -> locked(ending, () -> writeAllAndChecksums(ending)));
  }

  /**
   * Makes all of it anew, while nobody else is at it.
   *
   * @param delete deletes what is there
   * @throws IOException also when somebody else is at it all the time; nothing is deleted then
   */
  void rebuild(FileWork delete) throws IOException {
    until(
        () ->
            locked(
                /* ending= */ true,
                () -> {
                  delete.run();
                  read();
                  writeAllAndChecksums(/* ending= */ true);
                }));
  }

  /** Makes anew what is not as the journals say, for who keeps all others out himself. */
  void renew() throws IOException {
    read();
    findAlive(/* ending= */ true);
    writeAllAndChecksums(/* ending= */ true);
  }

  private void writeAllAndChecksums(boolean ending) throws IOException {
    if (isTakenAway()) {
      return;
    }
    account.handOnAll();
    if (ending) {
      account.handOnInterrupted(ownsJournal);
    }
    writeAll();
    for (String journal : tails.keySet()) {
      if (ownsJournal.test(journal) && Files.exists(folder.fragmentIndex(journal))) {
        fragments(journal); // also where a cut of the power took all fragments from the journal
      }
    }
    close();
    if (account.instances().values().stream().noneMatch(this::isAtWork)) {
      Checksums.write(disk, folder, account.checksums());
    }
  }

  private interface Attempt {
    boolean run() throws IOException;
  }

  private void until(Attempt attempt) throws IOException {
    for (int n = 0; !attempt.run(); n++) {
      if (n == MOST_ATTEMPTS) {
        throw new IOException("another process is at " + folder.path() + " all the time");
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
    }
  }

  private boolean locked(boolean ending, FileWork work) throws IOException {
    findAlive(ending);
    Path lock = folder.lock(home, "bundle");
    HomeFolders.make(disk, home, Objects.requireNonNull(lock.getParent()));
    return LockFile.run(lock, trouble -> work.run());
  }

  private void findAlive(boolean ending) throws IOException {
    alive.clear();
    for (InstanceAccount instance : account.instances().values()) {
      boolean own = instance.instanceId.equals(ownInstance);
      if (own ? !ending : instance.holdsRun() && LiveMark.isAlive(home, instance.instanceId)) {
        alive.add(instance.instanceId);
      }
    }
  }

  private boolean isAtWork(InstanceAccount instance) {
    return instance.holdsRun() && alive.contains(instance.instanceId);
  }

  // Whoever has nothing to write of it any more must not make it again.
  private boolean isTakenAway() {
    return tails.isEmpty() && !Files.isDirectory(folder.path(), LinkOption.NOFOLLOW_LINKS);
  }

  private void writeAll() throws IOException {
    if (isTakenAway()) {
      return;
    }
    HomeFolders.make(disk, home, folder.path());
    disk.delete(folder.path().resolve(Checksums.FILE)); // what follows is not in it
    if (account.identity().isEmpty() && unreadable.isEmpty()) {
      disk.delete(folder.manifest()); // of no record that the journals still have
      return;
    }
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    run.put("schema", SCHEMA + "run-manifest");
    run.setAll(account.json(this::isAtWork));
    ArrayNode stages = run.putArray("stages");
    for (StageFolder stage : stagesInOrder()) {
      stages.add(write(stage));
    }
    ArrayNode journals = run.putArray("journals");
    tails.values().forEach(tail -> journals.add(journal(tail)));
    writeIfChanged(folder.manifest(), run);
  }

  private List<StageFolder> stagesInOrder() throws IOException {
    stageFolders.declare(folder, account.declaredStages());
    List<StageFolder> stages = new ArrayList<>();
    for (StageAccount stage : account.stages()) {
      stages.add(new StageFolder(stage, stageFolders.of(folder, stage.name)));
    }
    stages.sort(Comparator.comparingInt(stage -> StageFolders.number(stage.path())));
    return stages;
  }

  private ObjectNode write(StageFolder of) throws IOException {
    StageAccount stage = of.account();
    String name = stage.name;
    long open = account.open(name, this::isAtWork);
    long interrupted = account.open(name, instance -> !isAtWork(instance));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", SCHEMA + "stage-manifest");
    Records.copy(account.identity(), json, RecordField.STREAM_ID, RecordField.RUN_ID);
    json.put(RecordField.STAGE.json(), name);
    json.setAll(stage.json(open, interrupted));
    HomeFolders.make(disk, home, of.path());
    writeIfChanged(of.path().resolve("manifest.json"), json);
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put(RecordField.STAGE.json(), name);
    summary.put("folder", folder.relative(of.path()));
    summary.setAll(stage.summary(interrupted));
    return summary;
  }

  private ObjectNode journal(JournalTail tail) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", tail.name());
    json.put("lines", tail.lines());
    if (tail.damaged() > 0) {
      json.put("damaged", tail.damaged());
    }
    String trouble = unreadable.get(tail.name());
    if (trouble != null) {
      json.put("unreadable", trouble);
    }
    return json;
  }

  private void writeIfChanged(Path file, ObjectNode json) throws IOException {
    byte[] bytes = Json.pretty(json);
    if (!Arrays.equals(bytes, written.get(file)) || !Files.exists(file)) {
      AtomicFile.write(disk, file, out -> out.write(bytes));
      written.put(file, bytes);
    }
  }

  @Override
  public void close() throws IOException {
    for (FragmentFiles each : fragments.values()) {
      each.close();
    }
  }
}
