package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Contents that got their names without being brought to the disk, until they are.
 *
 * <p>Threads: one, but for {@link #isEmpty}.
 */
public final class ContentForce {

  private record Content(RunFolder bundle, Path file) {}

  private final Disk disk;
  private final Deque<Content> waiting = new ArrayDeque<>();
  private volatile boolean empty = true;

  public ContentForce(Disk disk) {
    this.disk = disk;
  }

  public void add(RunFolder bundle, Path file) {
    waiting.add(new Content(bundle, file));
    empty = false;
  }

  public int size() {
    return waiting.size();
  }

  /** Whether all of it would outlive a cut of the power. Any thread. */
  public boolean isEmpty() {
    return empty;
  }

  /**
   * Brings so many to the disk, with the names of their folders.
   *
   * @throws IOException where that fails; they wait as before
   */
  public void force(int most) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    Deque<Content> batch = new ArrayDeque<>();
    for (Content content : waiting) {
      if (batch.size() == most) {
        break;
      }
      batch.add(content);
      forceFile(content.file());
      Path at = Objects.requireNonNull(content.file().getParent());
      while (!at.equals(content.bundle().path())) {
        folders.add(at);
        at = Objects.requireNonNull(at.getParent());
      }
    }
    for (Path folder : folders) {
      forceFolder(folder);
    }
    batch.forEach(done -> waiting.remove());
    empty = waiting.isEmpty();
  }

  private void forceFile(Path file) throws IOException {
    try (Disk.Output output = disk.append(file)) {
      output.force();
    } catch (NoSuchFileException deletedMeanwhile) {
      return;
    } catch (AccessDeniedException e) { // a second name of a file that another user wrote
      return;
    }
  }

  private void forceFolder(Path folder) throws IOException {
    try {
      disk.forceFolder(folder);
    } catch (NoSuchFileException deletedMeanwhile) {
      return;
    }
  }
}
