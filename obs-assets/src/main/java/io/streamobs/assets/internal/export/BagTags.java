package io.streamobs.assets.internal.export;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.verify.BagVerifier;
import io.streamobs.spi.home.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that make a bag of what is under {@code data/} (RFC 8493), by name.
 *
 * <p>A percent sign in a name stands for itself, as {@code sha256sum} and bagit-java take it; the
 * RFC would have it encoded, and they do not decode that.
 */
final class BagTags {

  static final String PAYLOAD = "data/";

  private BagTags() {}

  /**
   * @param crate the description that is added
   */
  static Map<String, AtomicFile.Content> of(RunFiles files, byte[] crate) throws IOException {
    Map<String, AtomicFile.Content> tags = new LinkedHashMap<>();
    tags.put("bag-info.txt", text(info(files, crate)));
    tags.put(
        BagVerifier.DECLARATION, text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    tags.put("manifest-sha256.txt", out -> writeManifest(files, crate, out));
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, AtomicFile.Content> tag : tags.entrySet()) {
      sums.append(sum(tag.getValue())).append("  ").append(tag.getKey()).append('\n');
    }
    tags.put("tagmanifest-sha256.txt", text(sums.toString()));
    return tags;
  }

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String info(RunFiles files, byte[] crate) {
    long bytes = files.bytes() + crate.length;
    String description = "Run " + files.runId() + " of stream " + files.streamId();
    return "External-Description: "
        + line(description)
        + "\nExternal-Identifier: "
        + line(files.streamId() + "/" + files.runId())
        + "\nPayload-Oxum: "
        + bytes
        + "."
        + (files.all().size() + 1)
        + "\n";
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cc}", " ");
  }

  private static void writeManifest(RunFiles files, byte[] crate, OutputStream out)
      throws IOException {
    for (Payload file : files.all()) {
      write(out, file.sha256(), file.name());
    }
    MessageDigest digest = Checksums.digest();
    write(out, HexFormat.of().formatHex(digest.digest(crate)), BagVerifier.CRATE);
  }

  private static void write(OutputStream out, String sha256, String name) throws IOException {
    out.write((sha256 + "  " + PAYLOAD + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  // It may be long, and is made twice rather than kept.
  private static String sum(AtomicFile.Content content) throws IOException {
    MessageDigest digest = Checksums.digest();
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }
}
