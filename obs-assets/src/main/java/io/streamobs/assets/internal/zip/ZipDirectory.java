package io.streamobs.assets.internal.zip;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The directory at the end of a ZIP, read and checked before anything is unpacked. */
final class ZipDirectory {

  private static final int SIZE = 46;
  private static final int SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIZE = 30;
  // How it was packed, a descriptor, names in UTF-8. Not: encrypted, patched, hidden.
  private static final int KNOWN_FLAGS = 0b110 | ZipMember.DESCRIPTOR_FLAG | 1 << 11;
  private static final int TYPE_MASK = 0170000;
  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_FOLDER = 0040000;
  private static final int EMPTY_PACKED = 2;
  private static final int BUFFER_BYTES = 1 << 16;

  private final long fileSize;
  private final ZipEnd end;
  private final List<ZipMember> members = new ArrayList<>();

  private ZipDirectory(long fileSize, ZipEnd end) {
    this.fileSize = fileSize;
    this.end = end;
  }

  /**
   * Its entries in the order in which they lie in the file, without a gap or an overlap.
   *
   * @throws ZipFault when there is anything that two readers could see differently, or that would
   *     take more than {@link ZipBounds} allow
   */
  static List<ZipMember> read(FileChannel channel) throws IOException {
    ZipDirectory directory = new ZipDirectory(channel.size(), ZipEnd.read(channel));
    directory.readAll(channel);
    directory.checkLayout();
    directory.checkRatio();
    return directory.members;
  }

  private void readAll(FileChannel channel) throws IOException {
    Set<String> names = new HashSet<>();
    try (InputStream in =
        new BufferedInputStream(
            new ChannelRange(channel, end.directory(), end.directoryEnd()), BUFFER_BYTES)) {
      for (long n = 0; n < end.entries(); n++) {
        ZipMember member = read(in);
        if (!names.add(member.name())) {
          throw new ZipFault("has two entries with one name: " + member.name());
        }
        members.add(member);
      }
      if (in.read() >= 0) {
        throw new ZipFault("has a directory with more in it than it says");
      }
    }
  }

  private static ZipMember read(InputStream in) throws IOException {
    ByteBuffer fixed = ByteBuffer.wrap(bytes(in, SIZE)).order(ByteOrder.LITTLE_ENDIAN);
    int nameLength = fixed.getShort(28) & 0xFFFF;
    if (fixed.getInt(0) != SIGNATURE || fixed.getShort(32) != 0 || fixed.getShort(34) != 0) {
      throw new ZipFault("has a directory that is not in order");
    }
    if (nameLength > ZipBounds.MOST_NAME_BYTES) {
      throw new ZipFault("has a name of " + nameLength + " bytes");
    }
    String name = ZipNames.read(bytes(in, nameLength));
    ZipExtra extra = new ZipExtra(bytes(in, fixed.getShort(30) & 0xFFFF));
    int flags = fixed.getShort(8) & 0xFFFF;
    int method = fixed.getShort(10) & 0xFFFF;
    checkKind(name, flags, method, fixed.getShort(40) & TYPE_MASK);
    long size = extra.value(fixed.getInt(24));
    long packed = extra.value(fixed.getInt(20));
    long offset = extra.value(fixed.getInt(42));
    ZipMember member =
        new ZipMember(
            name,
            fixed.getShort(6),
            fixed.getLong(8),
            flags,
            method,
            fixed.getInt(16) & 0xFFFFFFFFL,
            packed,
            size,
            offset);
    boolean empty = size == 0 && packed <= EMPTY_PACKED;
    if ((method == ZipMember.STORED && packed != size) || (member.isFolder() && !empty)) {
      throw new ZipFault("has an entry whose sizes cannot be: " + name);
    }
    return member;
  }

  private static void checkKind(String name, int flags, int method, int type) throws ZipFault {
    boolean known = method == ZipMember.STORED || method == ZipMember.DEFLATED;
    if (!known || (flags & ~KNOWN_FLAGS) != 0) {
      throw new ZipFault("has an entry that is encrypted or packed in an unknown way: " + name);
    }
    int expected = name.endsWith("/") ? TYPE_FOLDER : TYPE_FILE;
    if (type != 0 && type != expected) {
      throw new ZipFault("has an entry that is a link or another thing that is no file: " + name);
    }
  }

  private static byte[] bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new ZipFault("has a directory that ends too early");
    }
    return bytes;
  }

  private void checkLayout() throws ZipFault {
    members.sort(Comparator.comparingLong(ZipMember::offset));
    for (int n = 0; n < members.size(); n++) {
      ZipMember member = members.get(n);
      long room = endOf(n) - member.offset() - LOCAL_SIZE;
      if ((n == 0 && member.offset() != 0) || room < 0 || member.packed() > room) {
        throw new ZipFault("has entries that do not lie one behind the other: " + member.name());
      }
    }
    if (members.isEmpty()) {
      throw new ZipFault("is empty");
    }
  }

  private long endOf(int n) {
    return n + 1 < members.size() ? members.get(n + 1).offset() : end.directory();
  }

  private void checkRatio() throws ZipFault {
    long most = Math.max(ZipBounds.FREE_BYTES, Math.multiplyExact(fileSize, ZipBounds.MOST_RATIO));
    long size = 0;
    for (ZipMember member : members) {
      size += Math.min(member.size(), Long.MAX_VALUE - size);
      if (size > most) {
        throw new ZipFault("of " + fileSize + " bytes would unpack to more than " + most);
      }
    }
  }
}
