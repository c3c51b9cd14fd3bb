package io.streamobs.internal.pipeline;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded buffer of lines between one thread that adds and one that takes. A line never wraps
 * around the end, so that any number of waiting lines is one contiguous piece, or two.
 */
final class LineRing {

  private static final int SKIP = 1 << 30;
  private static final int USUAL_LEAST_LINE = 64;
  // One part in so many stays free for essential lines.
  private static final int HEADROOM = 8;

  private final int capacity;
  private final ByteBuffer bytes;
  private final ByteBuffer view;
  private final int[] lengths;

  // The producer's.
  private final AtomicLong added = new AtomicLong();
  private long addedBytes;

  // The consumer's.
  private final AtomicLong takenBytes = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private int partial;

  LineRing(int capacity) {
    this.capacity = capacity;
    this.bytes = ByteBuffer.allocateDirect(capacity);
    this.view = bytes.duplicate();
    this.lengths = new int[Integer.highestOneBit(capacity / USUAL_LEAST_LINE)];
  }

  /** Adds a line where there is room for one of its importance. */
  boolean add(byte[] line, int length, boolean essential) {
    int position = (int) (addedBytes % capacity);
    int skipped = position + length > capacity ? capacity - position : 0;
    long used = addedBytes - takenBytes.getAcquire();
    long waiting = added.getPlain() - taken.getAcquire();
    int mostBytes = essential ? capacity : capacity - capacity / HEADROOM;
    int mostLines = essential ? lengths.length : lengths.length - lengths.length / HEADROOM;
    if (used + skipped + length > mostBytes || waiting >= mostLines) {
      return false;
    }
    bytes.put(skipped == 0 ? position : 0, line, 0, length);
    long number = added.getPlain();
    lengths[slot(number)] = skipped == 0 ? length : length | SKIP;
    addedBytes += skipped + length;
    added.setRelease(number + 1);
    return true;
  }

  /** Whether less than half of the space is used. */
  boolean hasRecovered() {
    return addedBytes - takenBytes.getAcquire() < capacity / 2
        && added.getPlain() - taken.getAcquire() < lengths.length / 2;
  }

  /** How many lines may wait at most, however short they are. */
  int mostLines() {
    return lengths.length;
  }

  /** Lines ever added. Any thread. */
  long added() {
    return added.getAcquire();
  }

  /** Lines ever taken. Any thread. */
  long taken() {
    return taken.getAcquire();
  }

  boolean isEmpty() {
    return taken.getPlain() == added.getAcquire();
  }

  /**
   * What waits next, in one piece of about {@code most} bytes, or at least one line. Begins inside
   * a line where the last piece was taken in part.
   *
   * @return how many lines it ends, 0 where none waits
   */
  int peek(int most) {
    long line = taken.getPlain();
    long end = added.getAcquire();
    if (line == end) {
      return 0;
    }
    int first = lengthAt(line);
    if ((first & SKIP) != 0 && partial == 0) {
      skipToStart();
    }
    int start = (int) (takenBytes.getPlain() % capacity);
    int size = first & ~SKIP;
    int lines = 1;
    while (line + lines < end) {
      int next = lengthAt(line + lines);
      boolean wraps = (next & SKIP) != 0 || start + size == capacity;
      if (wraps || size + next > most) {
        break;
      }
      size += next;
      lines++;
    }
    view.limit(start + size).position(start + partial);
    return lines;
  }

  /** The piece that {@link #peek} found. */
  ByteBuffer view() {
    return view;
  }

  /** Lets go of the lines before the view's position; says how many. */
  int release() {
    long line = taken.getPlain();
    int start = (int) (takenBytes.getPlain() % capacity);
    int used = view.position() - start;
    int freed = 0;
    int lines = 0;
    while (lines < added.getPlain() - line) {
      int length = lengthAt(line + lines) & ~SKIP;
      if (freed + length > used) {
        break;
      }
      freed += length;
      lines++;
      if (freed == used) {
        break;
      }
    }
    partial = used - freed;
    takenBytes.setRelease(takenBytes.getPlain() + freed);
    taken.setRelease(line + lines);
    return lines;
  }

  /** Whether the last write ended inside a line. */
  boolean isTorn() {
    return partial > 0;
  }

  /** Goes back to the start of the line that was written in part. */
  void rewind() {
    partial = 0;
  }

  private void skipToStart() {
    long at = takenBytes.getPlain();
    long rest = at % capacity;
    if (rest != 0) {
      takenBytes.setRelease(at + capacity - rest);
    }
    lengths[slot(taken.getPlain())] &= ~SKIP; // or a second look would skip again
  }

  private int lengthAt(long line) {
    return lengths[slot(line)];
  }

  private int slot(long line) {
    return (int) line & (lengths.length - 1);
  }
}
