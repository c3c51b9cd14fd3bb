package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * A file on its way to its name. Closing it without {@link #commit()} deletes it.
 *
 * <p>Threads: one at a time. Failure: nothing throws; a commit that fails says so in its result and
 * in an ERROR event {@code stage_error} with code {@code OBS-ASSET-001}.
 */
public final class StagedFile implements AutoCloseable {

  private final Stage stage;
  private final String kind;
  private final Path target;
  private final Path path;
  private boolean done;

  StagedFile(Stage stage, String kind, Path target, Path path) {
    this.stage = stage;
    this.kind = kind;
    this.target = target;
    this.path = path;
  }

  /** Where to write. The folder exists if {@code target}'s does. */
  public Path path() {
    return path;
  }

  /**
   * Moves the file to its name in one step and records it as an output of the stage.
   *
   * @return whether the file now has its name
   */
  public boolean commit() {
    if (done) {
      return false;
    }
    done = true;
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      stage.output(kind, target);
      return true;
    } catch (IOException | RuntimeException e) {
      deleteQuietly();
      stage.core.report(
          Level.ERROR,
          stage.context(),
          LibraryEvent.STAGE_ERROR,
          ObsErrors.STAGED_FILE_LOST,
          kind + " could not be moved to its name",
          Map.of("path", StagingPaths.shown(target), "cause", e.toString()));
      return false;
    }
  }

  @Override
  public void close() {
    if (!done) {
      done = true;
      deleteQuietly();
    }
  }

  private void deleteQuietly() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException | RuntimeException e) { // it has a name that nobody takes for a result
      return;
    }
  }
}
