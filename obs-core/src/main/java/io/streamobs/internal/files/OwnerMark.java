package io.streamobs.internal.files;

import io.streamobs.spi.home.Owner;
import io.streamobs.spi.home.StagingPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A small file beside the log files of one sink that says whose they are. It is locked for as long
 * as the sink is open, and deleted when it closes: a mark whose owner is gone is an unclean end.
 *
 * <p>It is never opened by its own process again. A POSIX lock is the process's, and lost with the
 * first channel on the file that the process closes.
 *
 * <p>Threads: any.
 */
final class OwnerMark {

  static final String INSTANCE = "instanceId";
  static final String MOST_WAITING = "most_waiting";

  /** Where the process ended in order without closing the sink. */
  static final String ENDED = "ended";

  private static final int ATTEMPTS = 3;
  // Of the sinks of this process, which are the only ones that could want the same name.
  private static final Object CLAIM = new Object();

  private final LogFolder folder;
  private final String instanceId;
  private final long mostWaiting;
  private final String writer;
  private @Nullable FileChannel channel;
  private boolean complete;
  private boolean forced;
  private boolean ending;
  private boolean deleted;

  private OwnerMark(LogFolder folder, String instanceId, long mostWaiting, String writer) {
    this.folder = folder;
    this.instanceId = instanceId;
    this.mostWaiting = mostWaiting;
    this.writer = writer;
  }

  /** Claims a writer's name that no other sink has. */
  static OwnerMark claim(LogFolder folder, String instanceId, long mostWaiting) {
    synchronized (CLAIM) {
      for (int n = 1; ; n++) {
        String writer = WriterName.of(instanceId, n);
        OwnerMark mark = new OwnerMark(folder, instanceId, mostWaiting, writer);
        if (!mark.exists()) {
          mark.makeIfPossible();
          return mark;
        }
      }
    }
  }

  /** The part of the files' names that is this sink's alone. */
  String writer() {
    return writer;
  }

  /** Makes the mark where it is missing, and completes it where the disk was full. */
  synchronized void keep() throws IOException {
    if (deleted) {
      return;
    }
    FileChannel held = channel;
    if (held == null || !exists()) {
      held = make();
    }
    if (!complete) {
      fill(held);
    }
    if (!forced) {
      held.force(true); // or a power cut could take it, and with it all word of an unclean end
      folder.force();
      forced = true;
    }
  }

  /** Notes that the process ends in order, though it may still write a while. */
  synchronized void ending() throws IOException {
    ending = true;
    if (channel != null && !deleted) {
      fill(channel);
    }
  }

  synchronized void delete() throws IOException {
    deleted = true;
    try {
      Files.deleteIfExists(path());
    } finally {
      release();
    }
  }

  private synchronized void makeIfPossible() {
    try {
      make();
    } catch (IOException e) { // whoever keeps it tries again, and says so
      return;
    }
  }

  // Locked before it has its name: nobody ever finds one that is not.
  private FileChannel make() throws IOException {
    release();
    Path staging = StagingPaths.beside(path());
    for (int attempt = 1; ; attempt++) {
      FileChannel fresh =
          FileChannel.open(staging, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        lock(fresh);
        fillIfPossible(fresh);
        Files.move(staging, path(), StandardCopyOption.ATOMIC_MOVE);
        channel = fresh;
        forced = false;
        return fresh;
      } catch (NoSuchFileException e) { // somebody tidied up between the two
        fresh.close();
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        fresh.close();
        Files.deleteIfExists(staging);
        throw e;
      }
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) { // a file system without locks: number and start have to do
      return;
    }
  }

  private void fillIfPossible(FileChannel target) {
    complete = false;
    try {
      fill(target);
    } catch (IOException e) { // a full disk; that it is there and locked says most
      return;
    }
  }

  private void fill(FileChannel target) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(INSTANCE, instanceId);
    properties.setProperty("owner", Owner.THIS.toString());
    properties.setProperty(MOST_WAITING, Long.toString(mostWaiting));
    if (ending) {
      properties.setProperty(ENDED, "true");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    properties.store(bytes, "a live process writes log files here");
    ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
    while (content.hasRemaining()) {
      target.write(content, content.position());
    }
    complete = true;
  }

  private void release() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private boolean exists() {
    return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
  }

  private Path path() {
    return folder.resolve(new MarkName(folder.name(), writer, Owner.THIS));
  }
}
