package io.streamobs.assets.internal.zip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of an entry. Reading fails where it is not what the directory says, at the latest at
 * its end; it never yields more than that.
 */
final class MemberStream extends InputStream {

  private static final int BUFFER_BYTES = 1 << 16;

  private final ZipMember member;
  private final ChannelRange packed;
  private final Inflater inflater = new Inflater(/* nowrap= */ true);
  private final byte[] buffer;
  private final CRC32 crc = new CRC32();
  private long size;

  MemberStream(ZipMember member, ChannelRange packed) {
    this.member = member;
    this.packed = packed;
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, member.packed())]; // most are small
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    int count =
        member.method() == ZipMember.STORED
            ? packed.read(target, offset, length)
            : inflate(target, offset, length);
    if (count < 0) {
      checkEnd();
      return -1;
    }
    size += count;
    crc.update(target, offset, count);
    if (size > member.size()) {
      throw new ZipFault("has more in it than it says");
    }
    return count;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(target, offset, length);
      while (count == 0 && !inflater.finished()) {
        if (inflater.needsDictionary() || !inflater.needsInput()) {
          throw new ZipFault("cannot be unpacked");
        }
        int more = packed.read(buffer, 0, buffer.length);
        if (more < 0) {
          throw new ZipFault("ends too early");
        }
        inflater.setInput(buffer, 0, more);
        count = inflater.inflate(target, offset, length);
      }
      return count == 0 ? -1 : count;
    } catch (DataFormatException e) {
      throw new ZipFault("cannot be unpacked");
    }
  }

  private void checkEnd() throws IOException {
    boolean all = member.method() == ZipMember.STORED || inflater.getBytesRead() == member.packed();
    if (!all || size != member.size() || crc.getValue() != member.crc()) {
      throw new ZipFault("has not the content that it says");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
