package io.streamobs.assets.internal.capture;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Finds out what is to be said of one asset after the other: its size and checksum, and where its
 * content is in the bundle.
 *
 * <p>Threads: one.
 */
final class AssetRecorder {

  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");

  private final Disk disk;
  private final AssetFiles files;
  private final Contents contents;
  private final FileChecksums checksums = new FileChecksums();
  private final Capture capture;
  private final long mostHashed;

  /**
   * @param mostHashed of a file that has more bytes no checksum is made, unless it is captured
   */
  AssetRecorder(Disk disk, AssetFiles files, Contents contents, Capture capture, long mostHashed) {
    this.disk = disk;
    this.files = files;
    this.contents = contents;
    this.capture = capture;
    this.mostHashed = mostHashed;
  }

  /**
   * @return in the words of {@link Found}
   */
  Map<String, Object> record(Item item) throws IOException {
    Map<String, Object> found = new LinkedHashMap<>();
    Path path = item.path();
    if (path == null) {
      recordContent(item, found);
    } else {
      recordFile(item, path, found);
    }
    return found;
  }

  private void recordContent(Item item, Map<String, Object> found) throws IOException {
    byte[] content =
        item.content() instanceof byte[] bytes
            ? bytes
            : String.valueOf(item.content()).getBytes(StandardCharsets.UTF_8);
    long reserved = item.bytes();
    boolean added = false;
    try {
      long more = Math.max(0, content.length - reserved); // a text was counted by its characters
      if (!capture.isOn()) {
        found.put(Found.DROPPED, Drops.EXPIRED);
      } else if (!capture.budget().take(more)) {
        found.put(Found.DROPPED, Drops.OVER_BUDGET);
      } else {
        reserved += more;
        Look look = Look.at(content);
        String wanted = item.kind() + "." + extension(item, content, look.isText());
        added = contents.keep(item, wanted, look, new Source.Memory(disk, content), found);
      }
    } finally {
      if (!added) {
        capture.budget().giveBack(reserved);
      }
    }
  }

  private static String extension(Item item, byte[] content, boolean text) {
    String format = item.format().toLowerCase(Locale.ROOT);
    if (EXTENSION.matcher(format).matches()) {
      return format;
    }
    boolean json = text && (content[0] == '{' || content[0] == '[');
    return json ? "json" : text ? "txt" : "bin";
  }

  private void recordFile(Item item, Path path, Map<String, Object> found) throws IOException {
    try {
      Path file = path.toRealPath(); // a link of the application's own may be what it works with
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      if (is.isRegularFile()) {
        recordFile(item, file, is, found);
      } else if (capture.isOn()) { // a folder; a pipe, which would never end
        found.put(Found.DROPPED, Drops.NO_FILE);
      }
    } catch (NoSuchFileException e) {
      if (Files.exists(path)) { // then it is not that file which is missing
        throw e;
      }
      found.put(Found.GONE, true);
    }
  }

  private void recordFile(Item item, Path file, BasicFileAttributes is, Map<String, Object> found)
      throws IOException {
    found.put(Found.SIZE, is.size());
    if (capture.isOn()) {
      captureFile(item, file, is, found);
    }
    if (!found.containsKey(Found.SHA_256) && is.size() <= mostHashed) {
      found.put(Found.SHA_256, checksums.of(file, is));
    }
  }

  private void captureFile(Item item, Path file, BasicFileAttributes is, Map<String, Object> found)
      throws IOException {
    String known = checksums.known(file, is);
    if (known != null && contents.isKept(item, known, found)) {
      return;
    }
    if (!capture.budget().take(is.size())) {
      found.put(Found.DROPPED, Drops.OVER_BUDGET);
      return;
    }
    boolean added = false;
    Path held = files.staging(item.where());
    try {
      Source source = Source.Held.of(disk, file, is.size(), held);
      Look look = Look.at(held);
      checksums.learn(file, is, look.sha256());
      String wanted = Objects.toString(file.getFileName());
      added = contents.keep(item, wanted, look, source, found);
    } finally {
      if (!added) {
        capture.budget().giveBack(is.size());
      }
      disk.delete(held);
    }
  }
}
