package io.streamobs.assets.internal.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Where the directory of a ZIP is, by what stands at the end of the file. Nothing may stand behind
 * that, and no gap before: what two readers could see differently is refused.
 *
 * @param entries how many the directory has
 */
record ZipEnd(long entries, long directory, long directoryEnd) {

  private static final int SIZE = 22;
  private static final int SIGNATURE = 0x06054b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LARGE_SIZE = 56;
  private static final int LARGE_SIGNATURE = 0x06064b50;
  private static final int SIZE_OF_THE_SIZE = 12;
  private static final int MOST_SHORT = 0xFFFF;
  private static final long MOST_INT = 0xFFFFFFFFL;

  static ZipEnd read(FileChannel channel) throws IOException {
    long start = channel.size() - SIZE;
    if (start < 0) {
      throw new ZipFault("is too short to be one");
    }
    ByteBuffer end = ChannelRange.bytes(channel, start, SIZE);
    if (end.getInt(0) != SIGNATURE || end.getShort(20) != 0) {
      throw new ZipFault("has not the end of one: it was cut, or is something else");
    }
    int entries = end.getShort(10) & MOST_SHORT;
    long size = end.getInt(12) & MOST_INT;
    long offset = end.getInt(16) & MOST_INT;
    boolean large = entries == MOST_SHORT || size == MOST_INT || offset == MOST_INT;
    ZipEnd found =
        large ? large(channel, start, entries, size, offset) : new ZipEnd(entries, offset, start);
    boolean oneDisk = end.getInt(4) == 0 && end.getShort(8) == end.getShort(10);
    if (!oneDisk || (!large && offset + size != start)) {
      throw new ZipFault("has an end that does not fit its directory");
    }
    return found.checked();
  }

  private static ZipEnd large(FileChannel channel, long end, int entries, long size, long offset)
      throws IOException {
    long start = end - LOCATOR_SIZE - LARGE_SIZE;
    if (start < 0) {
      throw new ZipFault("is too short for its end");
    }
    ByteBuffer found = ChannelRange.bytes(channel, start, LARGE_SIZE + LOCATOR_SIZE);
    ByteBuffer locator = found.slice(LARGE_SIZE, LOCATOR_SIZE).order(found.order());
    boolean located =
        locator.getInt(0) == LOCATOR_SIGNATURE
            && locator.getInt(4) == 0
            && locator.getLong(8) == start
            && locator.getInt(16) == 1;
    boolean whole =
        found.getInt(0) == LARGE_SIGNATURE
            && found.getLong(4) == LARGE_SIZE - SIZE_OF_THE_SIZE
            && found.getLong(16) == 0 // both numbers of disks
            && found.getLong(24) == found.getLong(32);
    long allEntries = found.getLong(32);
    long allSize = found.getLong(40);
    long allOffset = found.getLong(48);
    boolean same =
        (entries == MOST_SHORT || entries == allEntries)
            && (size == MOST_INT || size == allSize)
            && (offset == MOST_INT || offset == allOffset);
    if (!located || !whole || !same || allOffset < 0 || allSize != start - allOffset) {
      throw new ZipFault("has an end that does not fit its directory");
    }
    return new ZipEnd(allEntries, allOffset, start);
  }

  private ZipEnd checked() throws ZipFault {
    if (entries < 0 || entries > ZipBounds.MOST_ENTRIES) {
      throw new ZipFault(
          "says that it has "
              + Long.toUnsignedString(entries)
              + " entries; no more than "
              + ZipBounds.MOST_ENTRIES
              + " are read");
    }
    if (directoryEnd - directory > ZipBounds.MOST_DIRECTORY_BYTES) {
      throw new ZipFault(
          "has a directory of "
              + (directoryEnd - directory)
              + " bytes; no more than "
              + ZipBounds.MOST_DIRECTORY_BYTES
              + " are read");
    }
    return this;
  }
}
