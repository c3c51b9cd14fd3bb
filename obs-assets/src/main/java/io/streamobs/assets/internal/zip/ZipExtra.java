package io.streamobs.assets.internal.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What stands in a header beyond its fields: of that, sizes that are too large for them. */
final class ZipExtra {

  private static final int LARGE = 0x0001;
  private static final int OTHER_NAME = 0x7075;
  private static final long MOST_INT = 0xFFFFFFFFL;

  private final ByteBuffer large;

  /**
   * @throws ZipFault when it is not in order
   */
  ZipExtra(byte[] extra) throws ZipFault {
    ByteBuffer found = ByteBuffer.allocate(0);
    ByteBuffer all = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    while (all.hasRemaining()) {
      int id = all.remaining() < 4 ? -1 : all.getShort() & 0xFFFF;
      int length = id < 0 ? 0 : all.getShort() & 0xFFFF;
      if (id < 0 || length > all.remaining()) {
        throw new ZipFault("has a header that is not in order");
      }
      if (id == OTHER_NAME) { // which some believe, and others do not
        throw new ZipFault("has an entry with two names");
      }
      if (id == LARGE) {
        found = all.slice(all.position(), length);
      }
      all.position(all.position() + length);
    }
    this.large = found.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The field's value, or the next of those that were too large for theirs. */
  long value(int field) throws ZipFault {
    long value = field & MOST_INT;
    if (value < MOST_INT) {
      return value;
    }
    if (large.remaining() < Long.BYTES) {
      throw new ZipFault("has a header without its sizes");
    }
    long actual = large.getLong();
    if (actual < 0) {
      throw new ZipFault("has a size that cannot be");
    }
    return actual;
  }
}
