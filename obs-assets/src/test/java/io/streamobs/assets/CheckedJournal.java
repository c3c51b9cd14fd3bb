package io.streamobs.assets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A journal as one reads it who has only {@code docs/bundles.md}: what is damaged is left out. */
record CheckedJournal(Path path, List<JsonNode> lines) {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String BEFORE_CRC = "{\"crc\":\"";
  private static final int CRC_DIGITS = 8;
  private static final int CHECKED_FROM = BEFORE_CRC.length() + CRC_DIGITS + 2;

  static CheckedJournal read(Path path) throws IOException {
    String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
      if (isWhole(line)) {
        lines.add(MAPPER.readTree(line.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    return new CheckedJournal(path, lines);
  }

  private static boolean isWhole(String line) {
    if (line.length() <= CHECKED_FROM || !line.startsWith(BEFORE_CRC)) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(line.substring(CHECKED_FROM).getBytes(StandardCharsets.ISO_8859_1));
    return line.startsWith("%08x".formatted(crc.getValue()), BEFORE_CRC.length());
  }

  List<Long> numbers() {
    return lines.stream().map(line -> line.get("n").longValue()).toList();
  }

  List<JsonNode> records(String event) {
    return lines.stream()
        .map(line -> line.get("record"))
        .filter(record -> record.get("event").asString().equals(event))
        .toList();
  }

  /** The fragments that ended, in their order. */
  List<Long> fragments() {
    return records("fragment_finished").stream()
        .map(record -> record.get("fragmentSeq").longValue())
        .toList();
  }
}
