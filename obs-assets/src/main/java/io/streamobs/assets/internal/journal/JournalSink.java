package io.streamobs.assets.internal.journal;

import io.streamobs.ObsErrors;
import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.FinishedRuns;
import io.streamobs.assets.internal.bundle.RecordHead;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.TimeSource;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the events of each run into the run's journal, and those of the process into the journals
 * of all runs that are open. Lines of loggers are no events: they are in the logs.
 *
 * <p>Threads: see {@link RecordSink}; {@link #takeTouched} any.
 */
public final class JournalSink implements RecordSink {

  private static final int MOST_OPEN_FILES = 64;
  // What somebody wants to know who looks at one run of the process.
  private static final Set<String> OF_ALL_RUNS =
      Stream.of(
              LibraryEvent.INSTANCE_STARTED,
              LibraryEvent.INSTANCE_STOPPED,
              LibraryEvent.CAPTURE_STARTED,
              LibraryEvent.CAPTURE_ENDED,
              LibraryEvent.RECORDS_DROPPED,
              LibraryEvent.SINK_FAILED,
              LibraryEvent.SINK_RECOVERED,
              LibraryEvent.HOME_TROUBLE)
          .map(LibraryEvent::json)
          .collect(Collectors.toUnmodifiableSet());

  // Each journal that begins later begins with these.
  private static final Set<String> OF_RUNS_TO_COME =
      Set.of(LibraryEvent.INSTANCE_STARTED.json(), LibraryEvent.CAPTURE_STARTED.json());
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Disk disk;
  private final Path home;
  private final StageFolders stageFolders;
  // Least recently used first.
  private final Map<RunFolder, JournalFile> journals = new LinkedHashMap<>(16, 0.75f, true);
  private final FinishedRuns finished = new FinishedRuns();
  private final Set<JournalFile> touched = ConcurrentHashMap.newKeySet();
  private final Set<RunFolder> begun = ConcurrentHashMap.newKeySet();
  private final Set<String> troubled = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SinkContext context;
  private final Map<Long, byte[]> ofRunsToCome = new TreeMap<>();
  private final Map<String, Long> seqOfBeginning = new HashMap<>();

  /**
   * @param stageFolders hears of the order of stages
   */
  public JournalSink(Disk disk, Path home, StageFolders stageFolders) {
    this.disk = disk;
    this.home = home;
    this.stageFolders = stageFolders;
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public void attached(SinkContext attachedTo) {
    context = attachedTo;
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return record.isEvent() && !record.isForLogsOnly();
  }

  /**
   * Whether the run has a journal of this instance by now, so that nobody takes it away. Any
   * thread.
   */
  public boolean hasBegun(RunFolder run) {
    return begun.contains(run);
  }

  /** The journals that were written since the last call. */
  public Set<JournalFile> takeTouched() {
    Set<JournalFile> taken = Set.copyOf(touched);
    touched.removeAll(taken);
    return taken;
  }

  // Lines of one run that follow each other are written at once.
  @Override
  public void write(ByteBuffer lines) throws IOException {
    int start = lines.position();
    byte[] bytes = new byte[lines.remaining()];
    lines.get(start, bytes);
    JournalFile group = null;
    for (int at = 0, next; at < bytes.length; at = next) {
      next = Bytes.endOfLine(bytes, at);
      RecordHead head = head(bytes, at, next);
      JournalFile journal = belongsToARun(head) ? journal(Objects.requireNonNull(head)) : null;
      if (group != null && journal != group) {
        commit(group);
        lines.position(start + at);
      }
      group = journal;
      if (journal != null) {
        add(journal, Objects.requireNonNull(head), bytes, at, next);
      } else if (head != null && OF_ALL_RUNS.contains(head.event())) {
        addToAll(head, Arrays.copyOfRange(bytes, at, next - 1));
      }
    }
    if (group != null) {
      commit(group);
    }
    lines.position(start + bytes.length);
  }

  private static boolean belongsToARun(@Nullable RecordHead head) {
    return head != null && head.isInRun();
  }

  private @Nullable RecordHead head(byte[] bytes, int from, int to) {
    try {
      return RecordHead.read(bytes, from, to - from - 1);
    } catch (JacksonException e) {
      trouble("a record could not be read and is in no journal", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private JournalFile journal(RecordHead head) {
    RunFolder folder = RunFolder.of(home, head.streamId(), head.runId());
    return journals.computeIfAbsent(
        folder, of -> new JournalFile(disk, home, of, context().process().instanceId()));
  }

  private void add(JournalFile journal, RecordHead head, byte[] bytes, int from, int to) {
    boolean isNew = journal.isNew();
    if (isNew) {
      ofRunsToCome.forEach((seq, line) -> journal.add(seq, line, 0, line.length));
    }
    journal.add(head.seq(), bytes, from, to - from - 1);
    if (head.beginsRun()) {
      stageFolders.declare(journal.folder(), MAPPER.readTree(bytes, from, to - from - 1));
    }
    boolean isLate = isNew && !head.beginsRun();
    if (isLate || head.event().equals(LibraryEvent.RUN_FINISHED.json())) {
      finished.add(journal.folder(), now());
    } else {
      finished.seen(journal.folder(), now());
    }
  }

  private void addToAll(RecordHead head, byte[] record) throws IOException {
    if (OF_RUNS_TO_COME.contains(head.event())) {
      forget(head.event()); // of another Obs
      seqOfBeginning.put(head.event(), head.seq());
      ofRunsToCome.put(head.seq(), record);
    } else if (head.event().equals(LibraryEvent.CAPTURE_ENDED.json())) {
      forget(LibraryEvent.CAPTURE_STARTED.json());
    }
    for (JournalFile journal : journals.values()) {
      journal.add(head.seq(), record, 0, record.length);
      commit(journal);
    }
  }

  private void forget(String beginning) {
    Long seq = seqOfBeginning.remove(beginning);
    if (seq != null) {
      ofRunsToCome.remove(seq);
    }
  }

  private void commit(JournalFile journal) throws IOException {
    if (journal.commit()) {
      trouble(
          "a journal was moved, cut or deleted; another one goes on",
          StagingPaths.shown(journal.folder().path()));
    }
    touched.add(journal);
    begun.add(journal.folder());
  }

  /** Called when nothing waits: lets go of files that are not needed now. */
  @Override
  public void flush() throws IOException {
    for (RunFolder run : finished.take(now())) {
      JournalFile journal = journals.remove(run);
      begun.remove(run);
      if (journal != null) {
        journal.close();
      }
    }
    long open = journals.values().stream().filter(JournalFile::isOpen).count();
    for (JournalFile oldest : journals.values()) {
      if (open > MOST_OPEN_FILES && oldest.isOpen()) {
        oldest.close();
        open--;
      }
    }
  }

  private long now() {
    TimeSource clock = context().clock();
    return clock.nanoTime();
  }

  /** Reports something that failed, once until {@link #recovered}. Any thread. */
  public void trouble(String message, Throwable cause) {
    if (troubled.add(message)) {
      trouble(message, String.valueOf(cause));
    }
  }

  /** What was reported so may be reported again. Any thread. */
  public void recovered(String message) {
    troubled.remove(message);
  }

  private void trouble(String message, String cause) {
    SinkContext present = context;
    if (present != null) { // else the Obs did not open
      present.report(
          Level.WARN,
          LibraryEvent.HOME_TROUBLE,
          ObsErrors.BUNDLE_TROUBLE,
          message,
          Map.of("cause", cause));
    }
  }

  /** Reports that the bundle of an instance that is gone was finished. Any thread. */
  public void recoveredBundle(String goneInstanceId, Path bundle) {
    SinkContext present = context;
    if (present != null) {
      present.report(
          Level.WARN,
          LibraryEvent.UNCLEAN_END,
          ObsErrors.UNCLEAN_END,
          "an earlier process ended without finishing the bundle of a run",
          Map.of("instanceId", goneInstanceId, "bundle", StagingPaths.shown(bundle)));
    }
  }

  private SinkContext context() {
    return Objects.requireNonNull(context);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (JournalFile journal : journals.values()) {
      try {
        journal.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
