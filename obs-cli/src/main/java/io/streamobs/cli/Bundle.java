package io.streamobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bundle of a run, by its files alone.
 *
 * @param manifest the run's
 */
record Bundle(Path path, JsonNode manifest) {

  private static final long MOST_BYTES = 64L << 20;
  private static final JsonMapper MAPPER = new JsonMapper();

  static Path manifest(Path bundle) {
    return bundle.resolve("manifest.json");
  }

  /**
   * @throws CliException when its manifest cannot be read
   */
  static Bundle read(Path path) {
    return new Bundle(path, json(manifest(path)));
  }

  String streamId() {
    return text("streamId");
  }

  String runId() {
    return text("runId");
  }

  String status() {
    return text("status");
  }

  /** Empty while nobody knows. */
  String outcome() {
    return text("outcome");
  }

  String started() {
    return text("started");
  }

  private String text(String name) {
    return manifest.path(name).asString("");
  }

  /** How many fragments ended like that. */
  long fragments(String outcome) {
    return manifest.path("fragments").path("outcomes").path(outcome).asLong(0);
  }

  /** All passes of a fragment, as the indexes have them; from one instance after the other. */
  List<JsonNode> passes(long fragmentSeq) {
    List<JsonNode> found = new ArrayList<>();
    try (DirectoryStream<Path> indexes =
        Files.newDirectoryStream(path.resolve("fragments"), "index-*.jsonl")) {
      for (Path index : indexes) {
        collect(index, fragmentSeq, found);
      }
    } catch (NoSuchFileException e) { // a run without fragments
      return found;
    } catch (IOException e) {
      throw CliException.cannot(CliErrors.UNREADABLE, path + " could not be read: " + e);
    }
    return found;
  }

  // A line is looked at more closely where it can be the one: there may be millions.
  private static void collect(Path index, long fragmentSeq, List<JsonNode> found)
      throws IOException {
    String beginning = "{\"fragmentSeq\":" + fragmentSeq + ",";
    try (BufferedReader lines = Files.newBufferedReader(index)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning) && line.endsWith("}")) {
          found.add(MAPPER.readTree(line));
        }
      }
    } catch (JacksonException e) {
      throw CliException.cannot(CliErrors.UNREADABLE, index + " is damaged");
    }
  }

  /** Another manifest of the bundle. */
  JsonNode json(String below) {
    return json(path.resolve(below));
  }

  private static JsonNode json(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
        throw CliException.cannot(CliErrors.UNREADABLE, file + " is no manifest");
      }
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw CliException.cannot(CliErrors.UNREADABLE, file + " could not be read: " + e);
    } catch (JacksonException e) {
      throw CliException.cannot(CliErrors.UNREADABLE, file + " is damaged");
    }
  }
}
