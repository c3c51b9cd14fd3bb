package io.streamobs.assets;

import io.streamobs.assets.internal.verify.BagVerifier;
import io.streamobs.assets.internal.verify.Findings;
import io.streamobs.assets.internal.verify.FolderVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a bundle is as it was left: each of its files has the SHA-256 that {@code
 * checksums.sha256} says, none is missing, and none is there that it does not name. Of an
 * {@linkplain BundleExport export}, packed or unpacked, the same holds for the lists of the bag
 * around it.
 *
 * <p>It tells accidents, not forgery: who can write the files can write the list.
 *
 * @param problems one sentence for each, the first thousand
 * @param problemCount how many there are
 * @param files how many were read
 * @param bytes how many those have
 */
public record BundleVerification(List<String> problems, long problemCount, long files, long bytes) {

  public BundleVerification {
    problems = List.copyOf(problems);
  }

  /** Whether there is no problem. */
  public boolean isSound() {
    return problemCount == 0;
  }

  /**
   * Reads a bundle's files and compares them. Follows no link in it, unpacks nothing, and leaves
   * all as it is. A ZIP may be anybody's: what it takes in memory and time is bounded by its own
   * size, and what was made to do harm is a problem like any other.
   *
   * @param bundle the bundle's folder; or an export, or the folder that one was unpacked to
   * @throws IOException when the folder or the file itself cannot be read
   */
  public static BundleVerification of(Path bundle) throws IOException {
    Findings findings = new Findings();
    if (!Files.isDirectory(bundle)) {
      BagVerifier.zip(bundle, findings);
    } else if (Files.exists(bundle.resolve(BagVerifier.DECLARATION), LinkOption.NOFOLLOW_LINKS)) {
      BagVerifier.folder(bundle, findings);
    } else {
      new FolderVerifier(bundle, findings).verify();
    }
    return new BundleVerification(
        findings.problems(), findings.problemCount(), findings.files(), findings.bytes());
  }
}
