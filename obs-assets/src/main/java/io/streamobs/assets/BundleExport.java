package io.streamobs.assets;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.export.Exporter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A bundle as one file that can be sent: a ZIP that is a bag (BagIt 1.0, SHA-256), with the bundle
 * as it is under {@code data/} and, beside it there, a description of the run as an RO-Crate
 * (Process Run Crate). {@link BundleVerification} and the usual tools verify it, packed or
 * unpacked.
 *
 * <pre>{@code
 * BundleExport done = BundleExport.write(RunBundles.folder(home, run.context()), Path.of("run.zip"));
 * }</pre>
 *
 * <p>The same bundle makes the same bytes, whenever and wherever it is exported, by one version of
 * this library and one of the JDK's zlib. Nothing of the host gets into it.
 *
 * @param files how many files of the run are in it, with the description
 * @param bytes how many bytes those have
 * @param zipBytes how many the ZIP has
 * @param sha256 the ZIP's, as 64 hexadecimal digits
 */
public record BundleExport(long files, long bytes, long zipBytes, String sha256) {

  /**
   * Exports a run that is over. Each file is read and compared first, so that nothing damaged is
   * sent for sound. Follows no link in the bundle and leaves it as it is. What is kept in memory
   * grows with the number of files, and not with their size.
   *
   * @param bundle its folder
   * @param zip a file that is not there yet, in a folder that is, outside of the bundle
   * @throws UnsoundBundleException when the bundle is not as it was left; it says what was found
   * @throws IOException when the run goes on, {@code zip} cannot be that, or a file cannot be read
   *     or written; nothing is at {@code zip} then
   */
  public static BundleExport write(Path bundle, Path zip) throws IOException {
    if (!Files.isRegularFile(bundle.resolve(Checksums.FILE), LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          bundle.toString(),
          null,
          "has no "
              + Checksums.FILE
              + ": its run goes on, or is to be finished by the next process, or to be rebuilt; or"
              + " it is no bundle");
    }
    Exporter exporter = new Exporter(bundle, zip);
    exporter.checkTarget();
    BundleVerification found = BundleVerification.of(bundle);
    if (!found.isSound()) {
      throw new UnsoundBundleException(bundle, found);
    }
    exporter.write();
    return new BundleExport(
        exporter.files(), exporter.bytes(), exporter.zipBytes(), exporter.sha256());
  }
}
