package io.streamobs.assets;

import io.streamobs.assets.internal.bundle.Checksums;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bag in a ZIP whose lists are right, unless a test says otherwise. */
final class CraftedBag {

  final Map<String, String> payload = new LinkedHashMap<>();
  final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  final CraftedZip zip = new CraftedZip();

  CraftedBag() {
    payload.put("manifest.json", "{}");
    payload.put("ro-crate-metadata.json", "{}");
    tags.put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  }

  /** Makes lists that fit, where there are none yet, and the entries of all. */
  CraftedBag finish() {
    payload.computeIfAbsent("checksums.sha256", n -> line("manifest.json", payload));
    payload.forEach((name, content) -> files.put("data/" + name, content));
    tags.computeIfAbsent("bag-info.txt", n -> "Payload-Oxum: " + bytes() + "." + payload.size());
    tags.computeIfAbsent("manifest-sha256.txt", n -> lines(files));
    tags.computeIfAbsent("tagmanifest-sha256.txt", n -> lines(tags));
    files.putAll(tags);
    files.forEach((name, content) -> zip.add("run/" + name, content));
    return this;
  }

  private long bytes() {
    return payload.values().stream().mapToLong(String::length).sum();
  }

  private static String lines(Map<String, String> of) {
    StringBuilder lines = new StringBuilder();
    of.keySet().forEach(name -> lines.append(line(name, of)));
    return lines.toString();
  }

  private static String line(String name, Map<String, String> in) {
    return sum(in.get(name)) + "  " + name + "\n";
  }

  static String sum(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Checksums.sum(new ByteArrayInputStream(bytes)).sha256();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BundleVerification verify(Path file) throws IOException {
    return BundleVerification.of(zip.write(file));
  }
}
