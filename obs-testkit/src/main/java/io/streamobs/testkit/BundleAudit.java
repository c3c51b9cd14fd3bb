package io.streamobs.testkit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a bundle's journals on its own, and compares what they say with its manifests and indexes.
 */
final class BundleAudit {

  private static final String CRC_PREFIX = "{\"crc\":\"";
  private static final int CRC_DIGITS = 8;

  private final BundleFiles files;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> fragmentOutcomes = new TreeMap<>();
  private final Map<String, Map<String, Long>> stageOutcomes = new HashMap<>();
  private final Map<String, String> contents = new TreeMap<>();
  private final Set<String> discarded = new HashSet<>();
  private long fragments;

  private BundleAudit(BundleFiles files) {
    this.files = files;
  }

  /** What is wrong, each with its file. */
  static List<String> problems(BundleFiles files) {
    BundleAudit audit = new BundleAudit(files);
    files.journals().forEach(audit::read);
    audit.compareFragments();
    audit.compareStages();
    audit.compareContents();
    audit.lookForUnfinishedFiles();
    return audit.problems;
  }

  private void read(Path journal) {
    String text = new String(BundleFiles.bytes(journal), StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    long expected = -1;
    for (int i = 0;
        i < lines.length - 1;
        i++) { // behind the last newline is nothing, or a torn line
      String place = files.shown(journal) + ":" + (i + 1);
      JsonNode line = line(lines[i], place);
      if (line != null) {
        long n = line.path("n").asLong(0);
        if (expected >= 0 && n != expected) {
          problems.add(place + ": has number " + n + " and should have " + expected);
        }
        expected = n + 1;
        count(line.path("record"));
      }
    }
    if (!lines[lines.length - 1].isEmpty()) {
      problems.add(files.shown(journal) + ": ends in a torn line");
    }
  }

  private @Nullable JsonNode line(String line, String place) {
    int behind = CRC_PREFIX.length() + CRC_DIGITS + 2;
    if (line.length() <= behind || !line.startsWith(CRC_PREFIX)) {
      problems.add(place + ": is no line of a journal");
      return null;
    }
    byte[] checked = line.substring(behind).getBytes(StandardCharsets.ISO_8859_1);
    CRC32C crc = new CRC32C();
    crc.update(checked);
    String told = line.substring(CRC_PREFIX.length(), CRC_PREFIX.length() + CRC_DIGITS);
    if (!told.equals("%08x".formatted(crc.getValue()))) {
      problems.add(place + ": its checksum is wrong");
      return null;
    }
    try {
      byte[] utf8 = line.getBytes(StandardCharsets.ISO_8859_1);
      return Json.tree(new String(utf8, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      problems.add(place + ": is no JSON");
      return null;
    }
  }

  private void count(JsonNode record) {
    String event = record.path("event").asString("");
    String outcome = record.path("outcome").asString("");
    if (event.equals("fragment_finished")) {
      fragments++;
      fragmentOutcomes.merge(outcome, 1L, Long::sum);
    } else if (event.equals("stage_finished")) {
      stageOutcomes
          .computeIfAbsent(record.path("stage").asString(""), stage -> new TreeMap<>())
          .merge(outcome, 1L, Long::sum);
    } else if (event.equals("asset_recorded")) {
      JsonNode details = record.path("details");
      contents.put(details.path("captured").asString(""), details.path("sha256").asString(""));
    } else if (event.equals("asset_discarded")) {
      discarded.add(record.path("details").path("file").asString(""));
    }
  }

  private void compareFragments() {
    JsonNode told = files.manifest().path("fragments").path("outcomes");
    compare("manifest.json: fragments", fragmentOutcomes, told);
    long indexed =
        files.fragments().stream()
            .filter(line -> !line.path("outcome").asString("").equals("interrupted"))
            .count();
    if (indexed != fragments) {
      problems.add("the indexes have " + indexed + " fragments, the journals " + fragments);
    }
    for (JsonNode line : files.fragments()) {
      String manifest = line.path("manifest").asString("");
      if (!manifest.isEmpty() && !files.all().contains(files.path().resolve(manifest))) {
        problems.add(manifest + ": is in an index and not there");
      }
    }
  }

  private void compareStages() {
    for (JsonNode stage : files.manifest().path("stages")) {
      String name = stage.path("stage").asString("");
      Map<String, Long> counted = stageOutcomes.getOrDefault(name, Map.of());
      compare("manifest.json: stage " + name, counted, stage.path("outcomes"));
      compare(
          stage.path("folder").asString("") + "/manifest.json",
          counted,
          files.stage(name).path("outcomes"));
    }
  }

  private void compare(String where, Map<String, Long> counted, JsonNode told) {
    told.forEachEntry(
        (outcome, count) -> {
          long journalled = counted.getOrDefault(outcome, 0L);
          if (!outcome.equals("interrupted") && count.asLong(0) != journalled) {
            problems.add(
                where + ": " + count + " " + outcome + ", the journals have " + journalled);
          }
        });
  }

  private void compareContents() {
    contents.keySet().removeAll(discarded);
    contents.remove("");
    for (Map.Entry<String, String> content : contents.entrySet()) {
      Path file = files.path().resolve(content.getKey());
      if (!files.all().contains(file)) {
        problems.add(content.getKey() + ": was captured and is not there");
      } else if (!sha256(file).equals(content.getValue())) {
        problems.add(content.getKey() + ": is not as it was captured");
      }
    }
  }

  static String sha256(Path file) {
    return sha256(BundleFiles.bytes(file));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }

  private void lookForUnfinishedFiles() {
    for (Path file : files.all()) {
      if (BundleFiles.name(file).startsWith(".staging-")) {
        problems.add(files.shown(file) + ": was never finished");
      }
    }
  }
}
