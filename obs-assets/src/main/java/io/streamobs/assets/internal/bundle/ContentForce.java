package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Contents that got their names without being brought to the disk, until they are.
 *
 * <p>Threads: one, but for {@link #isEmpty}.
 */
public final class ContentForce {

  private static final int MOST = 50_000;

  private record Content(RunFolder bundle, Path file) {}

  private final Disk disk;
  private final Deque<Content> waiting = new ArrayDeque<>();
  private boolean gaveUp;
  private volatile boolean empty = true;

  public ContentForce(Disk disk) {
    this.disk = disk;
  }

  public void add(RunFolder bundle, Path file) {
    if (waiting.size() == MOST) { // a disk that does not take them: the next process looks at all
      waiting.remove();
      gaveUp = true;
    }
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
   * @throws IOException where that fails for one; it waits behind the others
   */
  public void force(int most) throws IOException {
    Deque<Content> batch = new ArrayDeque<>();
    Set<Path> folders = new LinkedHashSet<>();
    IOException failure = null;
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    for (Iterator<Content> each = batch.iterator(); each.hasNext(); ) {
      Content content = each.next();
      try {
        forceFile(content.file());
        addFolders(content, folders);
      } catch (IOException e) {
        failure = e;
        waiting.add(content);
        each.remove();
      }
    }
    try {
      for (Path folder : folders) {
        forceFolder(folder);
      }
    } catch (IOException e) {
      failure = e;
      waiting.addAll(batch);
    }
    empty = waiting.isEmpty() && !gaveUp;
    if (failure != null) {
      throw failure;
    }
  }

  private static void addFolders(Content content, Set<Path> folders) {
    Path at = Objects.requireNonNull(content.file().getParent());
    while (!at.equals(content.bundle().path())) {
      folders.add(at);
      at = Objects.requireNonNull(at.getParent());
    }
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
