package io.streamobs.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A ZIP that says what it is told to say, true or not. */
final class CraftedZip {

  /** An entry, of which each part can be made to lie. */
  static final class Entry {
    String name;
    String localName;
    byte[] packed;
    int method;
    int flags;
    int crc;
    long size;
    int attributes;
    byte[] extra = {};
    int offset = -1;
    boolean large;

    Entry(String name, byte[] content) {
      this.name = name;
      this.localName = name;
      this.packed = content;
      this.size = content.length;
      CRC32 sum = new CRC32();
      sum.update(content);
      this.crc = (int) sum.getValue();
    }

    Entry deflated() {
      method = 8;
      packed = deflate(packed);
      return this;
    }
  }

  final List<Entry> entries = new ArrayList<>();
  int count = -1;
  byte[] between = {};
  byte[] behind = {};

  Entry add(String name, byte[] content) {
    Entry entry = new Entry(name, content);
    entries.add(entry);
    return entry;
  }

  Entry add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static ByteBuffer header(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] local(Entry of) {
    byte[] name = of.localName.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = header(30 + name.length);
    header.putInt(0x04034b50).putShort((short) 20).putShort((short) of.flags);
    header.putShort((short) of.method).putInt(0).putInt(of.crc);
    header.putInt(of.packed.length).putInt((int) of.size);
    return header.putShort((short) name.length).putShort((short) 0).put(name).array();
  }

  private static byte[] central(Entry of, int offset) {
    if (of.large) { // as what lies behind four gigabytes
      of.extra = header(12).putShort((short) 1).putShort((short) 8).putLong(offset).array();
    }
    byte[] name = of.name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = header(46 + name.length + of.extra.length);
    header.putInt(0x02014b50).putShort((short) 20).putShort((short) (of.large ? 45 : 20));
    header.putShort((short) of.flags).putShort((short) of.method).putInt(0).putInt(of.crc);
    header.putInt(of.packed.length).putInt((int) of.size);
    header.putShort((short) name.length).putShort((short) of.extra.length);
    header.putShort((short) 0).putInt(0).putInt(of.attributes).putInt(of.large ? -1 : offset);
    return header.put(name).put(of.extra).array();
  }

  Path write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      directory.writeBytes(central(entry, entry.offset < 0 ? out.size() : entry.offset));
      out.writeBytes(local(entry));
      out.writeBytes(entry.packed);
      out.writeBytes(between);
    }
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    short all = (short) (count < 0 ? entries.size() : count);
    ByteBuffer end = header(22).putInt(0x06054b50).putInt(0).putShort(all).putShort(all);
    out.writeBytes(end.putInt(directory.size()).putInt(start).putShort((short) 0).array());
    out.writeBytes(behind);
    return Files.write(file, out.toByteArray());
  }
}
