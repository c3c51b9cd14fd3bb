package io.streamobs.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a contender wrote into a folder. */
record WrittenLines(Path folder) {

  private static final int LOOK_AT = 5_000;

  /** In bytes. */
  long size() throws IOException {
    long size = 0;
    for (Path file : files()) {
      size += Files.size(file);
    }
    return size;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }

  /**
   * Makes sure that all are there, and that some of them, far apart, have all correlation fields.
   *
   * @throws IllegalStateException when not
   */
  void require(int expected) throws IOException {
    int found = 0;
    for (Path file : files()) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains("\"log_message\"") && ++found % LOOK_AT == 0) {
            requireFields(line);
          }
        }
      }
    }
    if (found != expected) {
      throw new IllegalStateException(expected + " lines were made, " + found + " are there");
    }
  }

  private static void requireFields(String line) {
    JsonNode record = JsonMapper.shared().readTree(line);
    for (String name : Correlation.FIELDS) {
      if (!record.has(name)) {
        throw new IllegalStateException("a line without " + name + ": " + line);
      }
    }
  }
}
