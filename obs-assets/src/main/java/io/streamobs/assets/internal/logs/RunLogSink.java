package io.streamobs.assets.internal.logs;

import io.streamobs.CorrelationContext;
import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.FinishedRuns;
import io.streamobs.assets.internal.bundle.RecordHead;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the lines of each run twice: those of INFO and above into the log of its orchestration,
 * those of a stage at every level into that stage's own.
 */
public final class RunLogSink implements RecordSink {

  private static final int MOST_OPEN = 64;
  private static final Set<String> QUIET = Set.of("TRACE", "DEBUG");
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * @param stage empty for the orchestration's
   */
  private record Key(RunFolder run, String stage) {}

  private final Disk disk;
  private final Path home;
  private final StageFolders stageFolders;
  private final long mostBytes;
  // Least recently used first.
  private final Map<Key, RunLog> logs = new LinkedHashMap<>(16, 0.75f, true);
  private final FinishedRuns finished = new FinishedRuns();
  private @Nullable SinkContext context;

  /**
   * @param mostBytes that this instance's part of one log may take
   */
  public RunLogSink(Disk disk, Path home, StageFolders stageFolders, long mostBytes) {
    this.disk = disk;
    this.home = home;
    this.stageFolders = stageFolders;
    this.mostBytes = mostBytes;
  }

  @Override
  public String name() {
    return "run_logs";
  }

  @Override
  public void attached(SinkContext attachedTo) {
    context = attachedTo;
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return !record.isLeftOut() && !CorrelationContext.NONE.equals(record.context().runId());
  }

  // All lines of a piece that go to one file are written at once; where one of the files fails, all
  // lines come again, and those that have theirs know it by the number.
  @Override
  public void write(ByteBuffer lines) throws IOException {
    byte[] bytes = new byte[lines.remaining()];
    lines.get(lines.position(), bytes);
    Set<RunLog> filled = new LinkedHashSet<>();
    try {
      for (int at = 0, next; at < bytes.length; at = next) {
        next = Bytes.endOfLine(bytes, at);
        add(bytes, at, next - at, filled);
      }
    } finally {
      commit(filled);
    }
    lines.position(lines.limit());
  }

  private void add(byte[] bytes, int from, int length, Set<RunLog> filled) throws IOException {
    RecordHead head;
    try {
      head = RecordHead.read(bytes, from, length - 1);
    } catch (JacksonException e) { // said by the journal
      return;
    }
    if (!head.isInRun()) {
      return;
    }
    RunFolder run = RunFolder.of(home, head.streamId(), head.runId());
    if (head.beginsRun()) {
      stageFolders.declare(run, MAPPER.readTree(bytes, from, length));
    }
    boolean isLate = !stageFolders.isDeclared(run);
    if (isLate || head.event().equals(LibraryEvent.RUN_FINISHED.json())) {
      finished.add(run, context().clock().nanoTime());
    } else {
      finished.seen(run, context().clock().nanoTime());
    }
    if (!QUIET.contains(head.level())) {
      RunLog log = log(new Key(run, ""));
      log.add(head.seq(), bytes, from, length);
      filled.add(log);
    }
    if (!head.stage().isEmpty()) {
      RunLog log = log(new Key(run, head.stage()));
      log.add(head.seq(), bytes, from, length);
      filled.add(log);
    }
  }

  private RunLog log(Key key) throws IOException {
    RunLog present = logs.get(key);
    if (present != null) {
      return present;
    }
    RunLog made = key.stage().isEmpty() ? pipelineLog(key.run()) : stageLog(key);
    logs.put(key, made);
    return made;
  }

  private RunLog pipelineLog(RunFolder run) {
    String began = UTC.format(Instant.ofEpochMilli(context().clock().epochMillis()));
    String instance = context().process().instanceId();
    return new RunLog(disk, home, run, mostBytes, n -> run.pipelineLog(began, instance, n));
  }

  private RunLog stageLog(Key key) throws IOException {
    Path folder = stageFolders.of(key.run(), key.stage());
    return new RunLog(
        disk,
        home,
        key.run(),
        mostBytes,
        n -> folder.resolve("stage" + (n == 1 ? "" : "." + n) + ".log"));
  }

  private void commit(Set<RunLog> filled) throws IOException {
    IOException failure = null;
    for (RunLog log : filled) {
      try {
        Path deleted = log.commit();
        if (deleted != null) {
          deleted(deleted);
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void deleted(Path part) {
    context()
        .report(
            Level.INFO,
            LibraryEvent.RETENTION_DELETED,
            null,
            part.getFileName() + " was deleted: the log of a run takes no more",
            Map.of(
                "kind",
                "run_log",
                "id",
                StagingPaths.shown(part),
                "reason",
                "all parts together take more than " + mostBytes + " bytes"));
  }

  /** Called when nothing waits: lets go of files that are not needed now. */
  @Override
  public void flush() throws IOException {
    for (RunFolder run : finished.take(context().clock().nanoTime())) {
      for (Iterator<Map.Entry<Key, RunLog>> each = logs.entrySet().iterator(); each.hasNext(); ) {
        Map.Entry<Key, RunLog> log = each.next();
        if (log.getKey().run().equals(run)) {
          log.getValue().close();
          each.remove();
        }
      }
    }
    long open = logs.values().stream().filter(RunLog::isOpen).count();
    for (RunLog oldest : logs.values()) {
      if (open > MOST_OPEN && oldest.isOpen()) {
        oldest.close();
        open--;
      }
    }
  }

  private SinkContext context() {
    return Objects.requireNonNull(context);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (RunLog log : logs.values()) {
      try {
        log.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
