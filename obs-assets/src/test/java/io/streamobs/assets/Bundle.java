package io.streamobs.assets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bundle as a reader finds it who knows nothing of its writer. */
record Bundle(Path path) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** The only bundle in a home. */
  static Bundle only(Path home) {
    List<Path> found = all(home);
    if (found.size() != 1) {
      throw new AssertionError("bundles: " + found);
    }
    return new Bundle(found.get(0));
  }

  static List<Path> all(Path home) {
    return below(home.resolve("runs")).stream()
        .filter(path -> home.resolve("runs").relativize(path).getNameCount() == 2)
        .filter(Files::isDirectory)
        .toList();
  }

  /** Whatever is there, by name. */
  static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a folder that others may be writing to. */
  static void delete(Path folder) {
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              List<Path> deepestLast = below(folder);
              for (int i = deepestLast.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(deepestLast.get(i));
              }
              return true;
            });
  }

  List<String> files() {
    return below(path).stream()
        .filter(Files::isRegularFile)
        .map(file -> path.relativize(file).toString())
        .toList();
  }

  JsonNode manifest() {
    return json("manifest.json");
  }

  JsonNode json(String file) {
    return MAPPER.readTree(bytes(path.resolve(file)));
  }

  List<Path> journals() {
    return below(path).stream()
        .filter(file -> file.getFileName().toString().startsWith("journal-"))
        .toList();
  }

  /** All records of all journals. */
  List<JsonNode> records() {
    return journals().stream()
        .flatMap(journal -> lines(journal).stream())
        .map(l -> l.get("record"))
        .toList();
  }

  /** The same of a process that was killed: a line without its end is left out. */
  List<JsonNode> wholeRecords() {
    return journals().stream()
        .map(journal -> new String(bytes(journal), StandardCharsets.UTF_8))
        .flatMap(text -> text.substring(0, text.lastIndexOf('\n') + 1).lines())
        .map(line -> MAPPER.readTree(line).get("record"))
        .toList();
  }

  List<String> events() {
    return records().stream().map(record -> record.get("event").asString()).toList();
  }

  List<String> eventsOf(String file) {
    return lines(path.resolve(file)).stream().map(line -> line.get("event").asString()).toList();
  }

  static List<JsonNode> lines(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8)
        .lines()
        .map(line -> MAPPER.readTree(line))
        .toList();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
