package io.streamobs.assets.internal.journal;

import io.streamobs.assets.internal.bundle.Bytes;
import io.streamobs.assets.internal.bundle.GrowingFile;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The journal that this instance writes of one run.
 *
 * <p>Threads: the sink's, but for {@link #force}.
 */
public final class JournalFile {

  private final RunFolder folder;
  private final GrowingFile file;
  private final Bytes waiting = new Bytes();
  private long last;
  private long lastWaiting;
  private long seq;
  private long seqWaiting;

  JournalFile(Disk disk, Path home, RunFolder folder, String instanceId) {
    this.folder = folder;
    this.file = new GrowingFile(disk, home, folder, n -> folder.journal(instanceId, n));
  }

  /** The run's. */
  public RunFolder folder() {
    return folder;
  }

  /**
   * Adds a line to those that {@link #commit} writes, unless it was written before.
   *
   * @param recordSeq the record's number in its pipeline
   */
  void add(long recordSeq, byte[] record, int offset, int length) {
    if (recordSeq > seqWaiting) {
      seqWaiting = recordSeq;
      JournalLine.append(waiting, ++lastWaiting, record, offset, length);
    }
  }

  /** Whether nothing was ever added. */
  boolean isNew() {
    return lastWaiting == 0;
  }

  /**
   * Writes what was added. Where that fails all of it is forgotten, and is to be added again.
   *
   * @return whether the file before was moved, cut or deleted
   */
  boolean commit() throws IOException {
    try {
      if (waiting.size() > 0) {
        file.append(waiting.view());
        last = lastWaiting;
        seq = seqWaiting;
      }
      return file.wasLost();
    } finally {
      waiting.clear();
      lastWaiting = last;
      seqWaiting = seq;
    }
  }

  /** Makes what was committed outlive a power cut. Any thread. */
  public void force() throws IOException {
    file.force();
  }

  /** Whether it keeps a descriptor. */
  boolean isOpen() {
    return file.isOpen();
  }

  /** Brings it to the disk and lets it go; the next commit opens it again. */
  void close() throws IOException {
    try {
      file.force();
    } finally {
      file.close();
    }
  }
}
