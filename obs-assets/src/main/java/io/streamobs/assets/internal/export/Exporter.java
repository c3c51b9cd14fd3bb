package io.streamobs.assets.internal.export;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.verify.BagVerifier;
import io.streamobs.assets.internal.zip.ZipBounds;
import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.SafeNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Makes one ZIP of a bundle that was found to be sound. */
public final class Exporter {

  // Those of the bag, and of the description, are beside the bundle's.
  private static final int MOST_FILES = ZipBounds.MOST_ENTRIES - 10;
  private static final long MOST_DIRECTORY_BYTES = ZipBounds.MOST_DIRECTORY_BYTES - 10_000;
  private static final int HEADER_BYTES = 46 + 28; // with the sizes of something large

  private final Path folder;
  private final Path zip;
  private long files;
  private long bytes;
  private long zipBytes;
  private String sha256 = "";

  /**
   * @param folder the bundle's
   */
  public Exporter(Path folder, Path zip) {
    this.folder = folder;
    this.zip = zip.toAbsolutePath();
  }

  /** Refuses a target that is there, or that would become a part of what is exported. */
  public void checkTarget() throws IOException {
    Path around = Objects.requireNonNullElse(zip.getParent(), zip);
    if (Files.exists(zip, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          zip.toString(), null, "is there already; delete it, or choose another name");
    }
    if (!Files.isDirectory(around)) {
      throw new NoSuchFileException(zip.toString(), null, "the folder " + around + " is not there");
    }
    if (around.toRealPath().startsWith(folder.toRealPath())) {
      throw new FileSystemException(
          zip.toString(), null, "is in the bundle itself; choose a place outside");
    }
  }

  /** Writes it. Nobody finds a part of it: where it fails, nothing is there. */
  public void write() throws IOException {
    RunFiles run = new RunFiles(folder);
    String top = SafeNames.of(run.streamId()) + "_" + SafeNames.of(run.runId()) + "/";
    checkSize(run, top);
    byte[] crate = Crate.of(run);
    Map<String, AtomicFile.Content> tags = BagTags.of(run, crate);
    MessageDigest digest = Checksums.digest();
    AtomicFile.write(
        Disk.LOCAL,
        zip,
        out -> zipBytes = write(new DigestOutputStream(out, digest), top, tags, run, crate));
    sha256 = HexFormat.of().formatHex(digest.digest());
    files = run.all().size() + 1L;
    bytes = run.bytes() + crate.length;
  }

  private void checkSize(RunFiles run, String top) throws IOException {
    long directory = 0;
    for (Payload file : run.all()) {
      int name = (top + BagTags.PAYLOAD + file.name()).getBytes(StandardCharsets.UTF_8).length;
      if (name > ZipBounds.MOST_NAME_BYTES) {
        throw new FileSystemException(file.path().toString(), null, "has too long a name");
      }
      directory += name + HEADER_BYTES;
    }
    if (run.all().size() > MOST_FILES || directory > MOST_DIRECTORY_BYTES) {
      throw new FileSystemException(
          folder.toString(), null, "has too many files for one ZIP: " + run.all().size());
    }
    if (run.has(BagVerifier.CRATE)) {
      throw new FileSystemException(
          folder.resolve(BagVerifier.CRATE).toString(), null, "has a name that the export needs");
    }
  }

  private static long write(
      OutputStream out,
      String top,
      Map<String, AtomicFile.Content> tags,
      RunFiles run,
      byte[] crate)
      throws IOException {
    try (StableZip zip = new StableZip(out, run.ended())) {
      for (Map.Entry<String, AtomicFile.Content> tag : tags.entrySet()) {
        zip.text(top + tag.getKey(), tag.getValue());
      }
      zip.text(top + BagTags.PAYLOAD + BagVerifier.CRATE, to -> to.write(crate));
      for (Payload file : run.all()) {
        zip.file(top + BagTags.PAYLOAD + file.name(), file);
      }
      return zip.finish();
    }
  }

  /** How many files of the run are in it, with the description. */
  public long files() {
    return files;
  }

  /** How many bytes those have. */
  public long bytes() {
    return bytes;
  }

  /** How many the ZIP has. */
  public long zipBytes() {
    return zipBytes;
  }

  /** The ZIP's own. */
  public String sha256() {
    return sha256;
  }
}
