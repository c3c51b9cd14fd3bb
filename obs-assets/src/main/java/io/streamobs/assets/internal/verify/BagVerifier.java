package io.streamobs.assets.internal.verify;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.zip.ZipFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares an exported bundle with the lists in it: those of the bag (RFC 8493), and then the
 * bundle's own.
 *
 * <p>What it keeps is a name and a checksum for each file; how many those can be, is bounded by
 * where they lie.
 */
public final class BagVerifier {

  /** The file that makes a folder a bag. */
  public static final String DECLARATION = "bagit.txt";

  /** The description that an export adds to the bundle's files. */
  public static final String CRATE = "ro-crate-metadata.json";

  private static final String INFO = "bag-info.txt";
  private static final String MANIFEST = "manifest-sha256.txt";
  private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  private static final String FETCH = "fetch.txt";
  private static final String PAYLOAD = "data/";
  private static final String UNREADABLE = "";

  private final BagFiles files;
  private final Findings findings;
  private final Map<String, String> sums = new LinkedHashMap<>();
  private long payloadFiles;
  private long payloadBytes;

  private BagVerifier(BagFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /**
   * Verifies a bag in a folder.
   *
   * @throws IOException when the folder itself cannot be read
   */
  public static void folder(Path folder, Findings findings) throws IOException {
    try (BagFiles files = new BagFolder(folder)) {
      new BagVerifier(files, findings).verify();
    }
  }

  /**
   * Verifies a bag in a ZIP. Nothing is unpacked.
   *
   * @throws IOException when the file cannot be read
   */
  public static void zip(Path file, Findings findings) throws IOException {
    try (BagFiles files = new BagZip(file)) {
      new BagVerifier(files, findings).verify();
    } catch (ZipFault e) {
      findings.problem("the ZIP " + e.getMessage());
    }
  }

  private void verify() throws IOException {
    for (String name : files.names()) {
      sums.put(name, sum(name));
    }
    if (!sums.containsKey(DECLARATION)) {
      findings.problem("there is no " + DECLARATION + ": it is no export of a bundle");
      return;
    }
    if (sums.containsKey(FETCH)) {
      findings.problem("there is a " + FETCH + ": parts of the bag are somewhere else");
    }
    compareDeclaration();
    compare(MANIFEST, "", name -> name.startsWith(PAYLOAD));
    compare(TAG_MANIFEST, "", name -> !name.startsWith(PAYLOAD) && !name.equals(TAG_MANIFEST));
    compareTotals();
    if (findings.problemCount() == 0) { // else each would be said twice
      compare(PAYLOAD + Checksums.FILE, PAYLOAD, BagVerifier::isOfTheBundle);
    }
  }

  private static boolean isOfTheBundle(String name) {
    return name.startsWith(PAYLOAD)
        && !name.equals(PAYLOAD + Checksums.FILE)
        && !name.equals(PAYLOAD + CRATE);
  }

  private String sum(String name) {
    try (InputStream in = files.open(name)) {
      Checksums.Sum sum = Checksums.sum(in);
      findings.read(sum.size());
      if (name.startsWith(PAYLOAD)) {
        payloadFiles++;
        payloadBytes += sum.size();
      }
      return sum.sha256();
    } catch (IOException e) {
      findings.problem("cannot be read: " + name + " (" + e.getMessage() + ")");
      return UNREADABLE;
    }
  }

  /**
   * @param folder what stands before the names in the list
   * @param belongs which files are to be in the list
   */
  private void compare(String list, String folder, Predicate<String> belongs) throws IOException {
    if (!isReadable(list)) {
      return;
    }
    Set<String> named = new HashSet<>();
    try (SumList lines = new SumList(files.open(list))) {
      for (SumList.Line line = lines.next(); line != null; line = lines.next()) {
        String name = folder + line.name();
        if (line.name().isEmpty() || !belongs.test(name)) {
          findings.problem(list + ":" + line.number() + ": names no file that belongs there");
        } else {
          compare(list, name, line.sha256(), named);
        }
      }
    } catch (CharacterCodingException e) {
      findings.problem(list + " is no text");
    }
    sums.keySet().stream()
        .filter(belongs)
        .filter(name -> !named.contains(name))
        .forEach(name -> findings.problem("not in " + list + ": " + name));
  }

  private void compare(String list, String name, String sha256, Set<String> named) {
    String sum = sums.get(name);
    if (sum == null) {
      findings.problem("missing: " + name);
    } else if (!named.add(name)) {
      findings.problem("twice in " + list + ": " + name);
    } else if (!sum.equals(UNREADABLE) && !sum.equals(sha256)) {
      findings.problem("changed: " + name);
    }
  }

  private boolean isReadable(String name) {
    String sum = sums.get(name);
    if (sum == null) {
      findings.problem("missing: " + name);
    }
    return sum != null && !sum.equals(UNREADABLE);
  }

  private void compareDeclaration() throws IOException {
    String version = value(DECLARATION, "BagIt-Version");
    String encoding = value(DECLARATION, "Tag-File-Character-Encoding");
    if (!"1.0".equals(version) || !"UTF-8".equals(encoding)) {
      findings.problem(DECLARATION + " does not say BagIt 1.0 in UTF-8");
    }
  }

  private void compareTotals() throws IOException {
    String said = isReadable(INFO) ? value(INFO, "Payload-Oxum") : null;
    if (!(payloadBytes + "." + payloadFiles).equals(said)) {
      findings.problem(
          INFO
              + " does not say that there are "
              + payloadFiles
              + " files, "
              + payloadBytes
              + " bytes in all");
    }
  }

  private @Nullable String value(String tagFile, String label) throws IOException {
    if (!isReadable(tagFile)) {
      return null;
    }
    try (BoundedLines lines = new BoundedLines(files.open(tagFile))) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.startsWith(label + ":")) {
          return line.substring(label.length() + 1).strip();
        }
      }
    } catch (CharacterCodingException e) {
      findings.problem(tagFile + " is no text");
    }
    return null;
  }
}
