package io.streamobs.assets.internal.zip;

/**
 * An entry as the directory at the end of a ZIP has it.
 *
 * @param name with slashes; that of a folder ends in one
 * @param version what is needed to read it
 * @param head what its local header repeats: flags, method, time, date
 * @param packed its size in the file
 * @param offset of its local header
 */
record ZipMember(
    String name,
    short version,
    long head,
    int flags,
    int method,
    long crc,
    long packed,
    long size,
    long offset) {

  static final int DESCRIPTOR_FLAG = 1 << 3;
  static final short LARGE_VERSION = 45;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** Whether its sizes stand behind its data, and not before. */
  boolean hasDescriptor() {
    return (flags & DESCRIPTOR_FLAG) != 0;
  }

  boolean isFolder() {
    return name.endsWith("/");
  }
}
