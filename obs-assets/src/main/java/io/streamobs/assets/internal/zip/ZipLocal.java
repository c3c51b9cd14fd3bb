package io.streamobs.assets.internal.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands before and behind the data of an entry: it repeats what the directory says. */
final class ZipLocal {

  private static final int SIZE = 30;
  private static final int SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final int DESCRIPTOR_SIZE = 12;
  private static final int LARGE_DESCRIPTOR_SIZE = 20;

  private ZipLocal() {}

  /**
   * Where the data begin.
   *
   * @param end where the next entry begins, or the directory
   * @throws ZipFault when anything differs from what the directory says
   */
  static long check(FileChannel channel, ZipMember member, long end) throws IOException {
    ByteBuffer fixed = ChannelRange.bytes(channel, member.offset(), SIZE);
    byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
    int extraLength = fixed.getShort(28) & 0xFFFF;
    byte[] localName = new byte[name.length];
    byte[] localExtra = new byte[extraLength];
    ChannelRange.bytes(channel, member.offset() + SIZE, name.length + extraLength)
        .get(localName)
        .get(localExtra);
    boolean same =
        fixed.getInt(0) == SIGNATURE
            && isVersion(fixed.getShort(4), member)
            && fixed.getLong(6) == member.head()
            && (fixed.getShort(26) & 0xFFFF) == name.length
            && Arrays.equals(localName, name);
    ZipExtra extra = new ZipExtra(localExtra);
    long start = member.offset() + SIZE + name.length + extraLength;
    if (!same || !isSame(fixed, extra, member) || !endsAt(channel, start, member, end)) {
      throw new ZipFault(
          "has an entry of which its headers say different things: " + member.name());
    }
    return start;
  }

  // What lies far behind in a file needs more to be found than to be read.
  private static boolean isVersion(short local, ZipMember member) {
    return local == member.version() || member.version() == ZipMember.LARGE_VERSION;
  }

  private static boolean isSame(ByteBuffer fixed, ZipExtra extra, ZipMember member)
      throws ZipFault {
    long crc = fixed.getInt(14) & 0xFFFFFFFFL;
    long size = extra.value(fixed.getInt(22));
    long packed = extra.value(fixed.getInt(18));
    boolean later = member.hasDescriptor() && crc == 0 && size == 0 && packed == 0;
    return later || (crc == member.crc() && size == member.size() && packed == member.packed());
  }

  private static boolean endsAt(FileChannel channel, long start, ZipMember member, long end)
      throws IOException {
    long left = end - start - member.packed();
    if (!member.hasDescriptor()) {
      return left == 0;
    }
    boolean signed = left == DESCRIPTOR_SIZE + 4 || left == LARGE_DESCRIPTOR_SIZE + 4;
    boolean large = left >= LARGE_DESCRIPTOR_SIZE;
    if (!signed && left != DESCRIPTOR_SIZE && left != LARGE_DESCRIPTOR_SIZE) {
      return false;
    }
    ByteBuffer found = ChannelRange.bytes(channel, start + member.packed(), (int) left);
    return (!signed || found.getInt() == DESCRIPTOR_SIGNATURE)
        && (found.getInt() & 0xFFFFFFFFL) == member.crc()
        && number(found, large) == member.packed()
        && number(found, large) == member.size();
  }

  private static long number(ByteBuffer from, boolean large) {
    return large ? from.getLong() : from.getInt() & 0xFFFFFFFFL;
  }
}
