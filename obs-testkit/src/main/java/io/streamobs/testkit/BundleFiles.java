package io.streamobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The bundle of a run by its files alone, as {@code docs/bundles.md} describes them. */
record BundleFiles(Path path) {

  private static final String MANIFEST = "manifest.json";

  JsonNode manifest() {
    return json(path.resolve(MANIFEST));
  }

  /** The manifest of a stage; a missing node where it has none. */
  JsonNode stage(String name) {
    for (JsonNode stage : manifest().path("stages")) {
      if (stage.path("stage").asString("").equals(name)) {
        return json(path.resolve(stage.path("folder").asString("")).resolve(MANIFEST));
      }
    }
    return manifest().path("no such stage");
  }

  /** All lines of all indexes of fragments. */
  List<JsonNode> fragments() {
    List<JsonNode> all = new ArrayList<>();
    for (Path index : files("fragments", "index-", ".jsonl")) {
      text(index).lines().map(Json::tree).forEach(all::add);
    }
    return all;
  }

  List<Path> journals() {
    return files("", "journal-", ".jsonl");
  }

  private List<Path> files(String folder, String prefix, String suffix) {
    Path in = path.resolve(folder);
    if (!Files.isDirectory(in)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(in)) {
      return all.filter(file -> name(file).startsWith(prefix) && name(file).endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files, below the bundle's folder, by name. */
  List<Path> all() {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String shown(Path file) {
    return path.relativize(file).toString();
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  JsonNode json(Path file) {
    return Json.tree(text(file));
  }

  static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
