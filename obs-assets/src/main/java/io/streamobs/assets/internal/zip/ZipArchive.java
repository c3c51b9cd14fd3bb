package io.streamobs.assets.internal.zip;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ZIP file that may be anybody's. It is stricter than others: each byte of the file belongs to
 * one thing, each thing is said alike wherever it is said, and no name leads out. Nothing is
 * written anywhere.
 *
 * <p>Threads: one. Failure: a {@link ZipFault} where the file is to blame.
 */
public final class ZipArchive implements Closeable {

  private record Located(ZipMember member, long start) {}

  private final FileChannel channel;
  private final Map<String, Located> files = new LinkedHashMap<>();

  private ZipArchive(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens it, and checks all but its contents. */
  public static ZipArchive open(Path file) throws IOException {
    ZipArchive zip = new ZipArchive(FileChannel.open(file, StandardOpenOption.READ));
    try {
      zip.locate();
      return zip;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void locate() throws IOException {
    List<ZipMember> members = ZipDirectory.read(channel);
    long end = ZipEnd.read(channel).directory();
    for (int n = 0; n < members.size(); n++) {
      ZipMember member = members.get(n);
      long next = n + 1 < members.size() ? members.get(n + 1).offset() : end;
      long start = ZipLocal.check(channel, member, next);
      if (!member.isFolder()) {
        files.put(member.name(), new Located(member, start));
      }
    }
  }

  /** The names of its files, in the order in which they lie in it; folders are none. */
  public Collection<String> names() {
    return files.keySet();
  }

  /** The content of a file; to read it fails where it is not what the ZIP says. */
  public InputStream read(String name) throws IOException {
    Located file = files.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    long end = file.start() + file.member().packed();
    return new MemberStream(file.member(), new ChannelRange(channel, file.start(), end));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
