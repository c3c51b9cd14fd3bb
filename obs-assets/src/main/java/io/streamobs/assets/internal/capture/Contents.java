package io.streamobs.assets.internal.capture;

import io.streamobs.assets.internal.bundle.ContentForce;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Puts contents into bundles: texts without their secrets, and nothing twice in one run.
 *
 * <p>None of it is brought to the disk at once: what a power cut leaves of it is compared with its
 * checksum, which the journal has, and deleted where it is not the same.
 *
 * <p>Threads: one.
 */
final class Contents {

  private static final int MOST_KNOWN = 10_000;

  /**
   * @param sha256 of the original
   */
  private record Key(RunFolder bundle, String sha256) {}

  /**
   * @param look at what is in the bundle
   * @param name relative to it
   */
  private record Kept(Look original, Look look, String name) {

    void tell(Map<String, Object> found) {
      Found.look(found, look);
      if (!look.sha256().equals(original.sha256())) {
        found.put("original_sha256", original.sha256());
        found.put("original_size_bytes", original.size());
      }
      found.put(Found.CAPTURED, name);
    }
  }

  private final Disk disk;
  private final AssetFiles files;
  private final Texts texts;
  private final ContentForce unforced;
  private final Capture capture;
  private final Map<Key, Kept> kept = new LeastRecentlyUsed<>(MOST_KNOWN);

  /**
   * @param unforced gets what has its name now
   * @param capture nothing gets a name once it is closed
   */
  Contents(
      Disk disk,
      AssetFiles files,
      ContentForce unforced,
      Capture capture,
      UnaryOperator<String> redaction) {
    this.disk = disk;
    this.capture = capture;
    this.unforced = unforced;
    this.files = files;
    this.texts = new Texts(redaction);
  }

  /**
   * Tells of a content that is in the run's bundle already.
   *
   * @param sha256 of the original
   * @return whether it is
   */
  boolean isKept(Item item, String sha256, Map<String, Object> found) {
    RunFolder bundle = files.bundle(item.where());
    Kept before = kept.get(new Key(bundle, sha256));
    if (before == null
        || !Files.exists(bundle.path().resolve(before.name()), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    before.tell(found);
    return true;
  }

  /**
   * Keeps a content.
   *
   * @param wanted what its file should be called
   * @param original what it looks like
   * @param found gets what is to be said of it
   * @return whether it was added to the bundle; else it is there already, or was dropped
   */
  boolean keep(Item item, String wanted, Look original, Source source, Map<String, Object> found)
      throws IOException {
    if (isKept(item, original.sha256(), found)) {
      return false;
    }
    if (original.isText() && original.size() > Texts.MOST_BYTES) {
      Found.look(found, original);
      found.put(Found.DROPPED, Drops.TEXT_TOO_LONG);
      return false;
    }
    // A text becomes a file of its own: who writes on in another one adds what nobody looked
    // through.
    Source clean = source;
    Look look = original;
    if (original.isText()) {
      byte[] content = source.bytes();
      byte[] redacted = texts.redacted(content);
      clean = new Source.Memory(disk, redacted);
      look = redacted == content ? original : Look.at(redacted);
    }
    String name = place(item, wanted, clean);
    Kept added = new Kept(original, look, name);
    kept.put(new Key(files.bundle(item.where()), original.sha256()), added);
    added.tell(found);
    return true;
  }

  private String place(Item item, String wanted, Source source) throws IOException {
    Path staged = files.staging(item.where());
    try {
      source.stage(staged);
      if (capture.isClosed()) { // nobody would write it into the bundle's list
        throw new IOException("the Obs was closed");
      }
      RunFolder bundle = files.bundle(item.where());
      Path named = files.name(staged, wanted);
      unforced.add(bundle, named);
      return bundle.relative(named);
    } catch (IOException | RuntimeException e) {
      disk.delete(staged);
      throw e;
    }
  }
}
