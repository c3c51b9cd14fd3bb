package io.streamobs.internal.home;

import io.streamobs.internal.config.Checks;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.SafeNames;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished runs of a home: one small file for each stream under {@code locks/}, written when
 * a run begins and deleted when it is completed.
 *
 * <p>Threads: any. Writes happen on a thread of its own, in order; {@link #unfinished} reads on the
 * caller's. Failure: nothing throws; {@code troubles} hears of it.
 */
public final class RunNotes {

  private static final int MOST_WAITING = 1_024;
  private static final int MOST_BYTES = 16_384;
  // Writing a note takes moments.
  private static final Duration SURELY_NOBODYS = Duration.ofMinutes(1);

  private final Path folder;
  private final Consumer<String> troubles;
  private final ThreadPoolExecutor writer;
  // The writer's.
  private boolean tidied;
  // What is known of a stream and not on the disk yet; empty for "its run is completed".
  private final Map<String, Optional<RunNote>> unwritten = new ConcurrentHashMap<>();

  public RunNotes(Path home, Consumer<String> troubles) {
    this.folder = home.resolve("locks");
    this.troubles = troubles;
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            RunNotes::thread,
            (body, executor) ->
                troubles.accept(
                    executor.isShutdown()
                        ? "a run began or ended after the Obs was closed; it cannot be resumed"
                        : "too many runs begin or end at once; one cannot be resumed"));
    this.writer.allowCoreThreadTimeOut(true);
  }

  // Not one of the pipeline's, which cannot be interrupted: an executor wakes its own that way.
  private static Thread thread(Runnable body) {
    Thread thread = new Thread(null, body, "obs-home", 0, /* inheritThreadLocals= */ false);
    thread.setDaemon(true);
    thread.setContextClassLoader(RunNotes.class.getClassLoader());
    return thread;
  }

  /** Notes that the run began. */
  public void began(RunNote note) {
    change(note.streamId(), Optional.of(note), "written", () -> write(note));
  }

  /** Notes that the run is completed. A note of another run of the stream stays. */
  public void completed(RunNote note) {
    Optional<RunNote> known = unwritten.get(note.streamId());
    boolean newerBegan =
        known != null && known.isPresent() && !known.get().runId().equals(note.runId());
    if (!newerBegan) {
      change(note.streamId(), Optional.empty(), "deleted", () -> deleteIfOf(note));
    }
  }

  private void deleteIfOf(RunNote note) throws IOException {
    RunNote present = read(note.streamId());
    if (present != null && present.runId().equals(note.runId())) {
      Files.deleteIfExists(file(note.streamId()));
    }
  }

  private void change(String streamId, Optional<RunNote> now, String verb, Write write) {
    unwritten.put(streamId, now);
    writer.execute(
        () -> {
          guarded(verb, streamId, write);
          unwritten.remove(streamId, now); // unless there is something newer
        });
  }

  /** The stream's unfinished run, or null. */
  public @Nullable RunNote unfinished(String streamId) {
    Optional<RunNote> known = unwritten.get(streamId);
    if (known != null) {
      return known.orElse(null);
    }
    try {
      return read(streamId);
    } catch (IOException | RuntimeException e) {
      troubles.accept("the note of stream " + streamId + " could not be read: " + e);
      return null;
    }
  }

  /** Waits until all notes are written, no longer than that. */
  public void close(Duration deadline) {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        troubles.accept("the home does not answer; notes of runs may be missing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private void guarded(String verb, String streamId, Write write) {
    try {
      write.run();
    } catch (Throwable thrown) { // the thread has other notes to write
      troubles.accept("the note of stream " + streamId + " could not be " + verb + ": " + thrown);
    }
  }

  private Path file(String streamId) {
    return folder.resolve(SafeNames.of(streamId) + ".run.properties");
  }

  private void write(RunNote note) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("streamId", note.streamId());
    properties.setProperty("runId", note.runId());
    properties.setProperty("correlationId", note.correlationId());
    properties.setProperty("instanceId", note.instanceId());
    properties.setProperty("owner", note.owner());
    Files.createDirectories(folder);
    if (!tidied) {
      tidied = true;
      guarded("tidied up beside", note.streamId(), this::tidy);
    }
    AtomicFile.write(Disk.LOCAL, file(note.streamId()), out -> properties.store(out, null));
  }

  // What a process that was killed had begun to write here.
  private void tidy() throws IOException {
    Instant oldest = Instant.now().minus(SURELY_NOBODYS);
    try (DirectoryStream<Path> begun = Files.newDirectoryStream(folder, StagingPaths.PATTERN)) {
      for (Path file : begun) {
        if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException finishedMeanwhile) { // the next process looks again
      return;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private @Nullable RunNote read(String streamId) throws IOException {
    Path file = file(streamId);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      return null;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      properties.load(reader);
    } catch (NoSuchFileException finishedMeanwhile) {
      return null;
    }
    String run = properties.getProperty("runId");
    String correlation = properties.getProperty("correlationId");
    String instance = properties.getProperty("instanceId");
    boolean same = streamId.equals(properties.getProperty("streamId"));
    if (run == null || correlation == null || instance == null || !same) {
      return null;
    }
    boolean valid = Checks.isOutsideId(run) && Checks.isOutsideId(correlation);
    String owner = properties.getProperty("owner", "");
    return valid ? new RunNote(streamId, run, correlation, instance, owner) : null;
  }
}
