package io.streamobs.assets.internal.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checksums of files, each read once: what one stage wrote the next one reads. Threads: one. */
final class FileChecksums {

  private static final int MOST = 4_096;

  private record Identity(@Nullable Object key, Path path, long size, FileTime modified) {}

  private final Map<Identity, String> known = new LeastRecentlyUsed<>(MOST);

  private static Identity identity(Path file, BasicFileAttributes is) {
    Object key = is.fileKey(); // the same under all of its names; not every system has one
    return new Identity(key, key == null ? file : Path.of(""), is.size(), is.lastModifiedTime());
  }

  /** Its SHA-256. */
  String of(Path file, BasicFileAttributes is) throws IOException {
    String sha256 = known(file, is);
    if (sha256 == null) {
      sha256 = Look.at(file).sha256();
      learn(file, is, sha256);
    }
    return sha256;
  }

  /** The same where it was found out before; else null. */
  @Nullable String known(Path file, BasicFileAttributes is) {
    return known.get(identity(file, is));
  }

  /** Notes what somebody found out who read it. */
  void learn(Path file, BasicFileAttributes is, String sha256) {
    if (!mayChangeUnseen(is)) {
      known.put(identity(file, is), sha256);
    }
  }

  // Where files have whole seconds only, one that was just written may be written once more.
  private static boolean mayChangeUnseen(BasicFileAttributes is) {
    Instant modified = is.lastModifiedTime().toInstant();
    boolean wholeSeconds = modified.equals(modified.truncatedTo(ChronoUnit.SECONDS));
    return wholeSeconds && modified.isAfter(Instant.now().minusSeconds(2));
  }
}
