package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Follows the file of lines in a folder, and notes when each line of a {@link LineCaller} could be
 * read. It looks about every 100 µs, which is how much too late it may be.
 */
final class Follower implements Callable<Void> {

  private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(100);

  private final Path folder;
  private final long[] seenAt;
  private final ByteBuffer piece = ByteBuffer.allocate(1 << 16);
  private final StringBuilder pending = new StringBuilder();
  private volatile int last;
  private volatile boolean ended;

  /**
   * @param most calls that there will be
   */
  Follower(Path folder, int most) {
    this.folder = folder;
    this.seenAt = new long[most + 1];
  }

  /** The number of the last line that was there. */
  int last() {
    return last;
  }

  void end() {
    ended = true;
  }

  /** When the line of a call could be read, or 0; for whoever knows that this has ended. */
  long seenAt(int call) {
    return seenAt[call];
  }

  @Override
  public Void call() throws IOException {
    Optional<Path> file = file();
    while (file.isEmpty() && !ended) {
      LockSupport.parkNanos(LOOK);
      file = file();
    }
    if (file.isPresent()) {
      try (FileChannel channel = FileChannel.open(file.get())) {
        follow(channel);
      }
    }
    return null;
  }

  private Optional<Path> file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(FollowedContender.SUFFIX)).findFirst();
    }
  }

  private void follow(FileChannel channel) throws IOException {
    while (!ended) {
      if (channel.size() == channel.position()) {
        LockSupport.parkNanos(LOOK);
      } else {
        read(channel);
      }
    }
  }

  private void read(FileChannel channel) throws IOException {
    channel.read(piece.clear());
    long now = System.nanoTime();
    pending.append(StandardCharsets.ISO_8859_1.decode(piece.flip()));
    int start = 0;
    for (int end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n", start)) {
      note(Line.call(pending.substring(start, end), last + 1), now);
      start = end + 1;
    }
    pending.delete(0, start);
  }

  private void note(int call, long now) {
    if (call > 0 && call < seenAt.length) {
      seenAt[call] = now;
      last = call;
    }
  }
}
