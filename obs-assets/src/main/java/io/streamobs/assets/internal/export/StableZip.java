package io.streamobs.assets.internal.export;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.zip.ZipBounds;
import io.streamobs.spi.home.AtomicFile;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP in which nothing depends on when, where and by whom it is written. Texts are
 * deflated; all else is stored, as media do not get smaller.
 */
final class StableZip implements Closeable {

  private static final Set<String> TEXTS =
      Set.of(
          "json", "jsonl", "log", "txt", "sha256", "csv", "xml", "vtt", "srt", "md", "m3u8", "mpd");
  // The first that ZIP has, but for a day that the JDK keeps for times before it.
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 2, 1, 0, 0);
  private static final LocalDateTime LATEST = LocalDateTime.of(2099, 12, 31, 23, 59);
  // Half of what a reader allows, so that what is stored behind it cannot exceed that.
  private static final long FREE_BYTES = ZipBounds.FREE_BYTES / 2;
  private static final long MOST_RATIO = ZipBounds.MOST_RATIO / 2;
  private static final int PIECE = 1 << 16;

  private final ZipOutputStream zip;
  private final Counted out;
  private final LocalDateTime time;
  private long unpacked;

  private static final class Counted extends FilterOutputStream {
    private long count;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }

    // What is below is closed by its owner.
    @Override
    public void close() throws IOException {
      out.flush();
    }
  }

  /**
   * @param time what its entries get, RFC 3339
   */
  StableZip(OutputStream target, String time) {
    this.out = new Counted(target);
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    this.time = time(time);
  }

  private static LocalDateTime time(String text) {
    try {
      LocalDateTime utc =
          OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      return utc.isBefore(EARLIEST) || utc.isAfter(LATEST) ? EARLIEST : utc;
    } catch (DateTimeParseException e) {
      return EARLIEST;
    }
  }

  /** A text that is made. */
  void text(String name, AtomicFile.Content content) throws IOException {
    zip.putNextEntry(entry(name));
    Counted text = new Counted(zip);
    content.writeTo(text);
    unpacked += text.count;
    zip.closeEntry();
  }

  /**
   * A file.
   *
   * @throws IOException also when it is not the one that was verified any more
   */
  void file(String name, Payload file) throws IOException {
    ZipEntry entry = entry(name);
    if (!isDeflated(file)) {
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(file.size());
      entry.setCrc(crc(file));
    }
    zip.putNextEntry(entry);
    MessageDigest digest = Checksums.digest();
    long size = copy(file, new DigestOutputStream(zip, digest));
    if (size != file.size() || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
      throw changed(file);
    }
    zip.closeEntry();
    unpacked += size;
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    return entry;
  }

  private boolean isDeflated(Payload file) {
    String extension = file.name().substring(file.name().lastIndexOf('.') + 1);
    long all = unpacked + file.size();
    boolean wouldBeRead = all <= FREE_BYTES || all <= out.count * MOST_RATIO;
    return TEXTS.contains(extension) && wouldBeRead;
  }

  private static InputStream open(Payload file) throws IOException {
    return Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static long crc(Payload file) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(open(file), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue();
  }

  // Not more than was verified: a file that grows all the time must not be followed.
  private static long copy(Payload file, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    long size = 0;
    try (InputStream in = open(file)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        size += n;
        if (size > file.size()) {
          throw changed(file);
        }
        to.write(piece, 0, n);
      }
    }
    return size;
  }

  private static IOException changed(Payload file) {
    return new FileSystemException(
        file.path().toString(), null, "was changed while it was exported; try again");
  }

  /** Writes its end; how many bytes it has. */
  long finish() throws IOException {
    zip.finish();
    return out.count;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
