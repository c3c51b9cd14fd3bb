package io.streamobs.assets.internal.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Some of a file's bytes, from one place to another. Leaves the channel open. */
final class ChannelRange extends InputStream {

  private final FileChannel channel;
  private final long end;
  private long at;

  ChannelRange(FileChannel channel, long from, long end) {
    this.channel = channel;
    this.at = from;
    this.end = end;
  }

  /**
   * Reads so many bytes at a place, as a ZIP orders them.
   *
   * @throws ZipFault when the file ends before that
   */
  static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new ZipFault("ends too early");
      }
    }
    return bytes.flip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (at >= end) {
      return -1;
    }
    int most = (int) Math.min(length, end - at);
    int count = channel.read(ByteBuffer.wrap(target, offset, most), at);
    if (count < 0) { // the file was cut meanwhile
      throw new EOFException("ends too early");
    }
    at += count;
    return count;
  }
}
