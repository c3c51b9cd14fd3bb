package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in a folder of logs. */
public final class LogDisk {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path folder;

  public LogDisk(Path folder) {
    this.folder = folder;
  }

  /** Names of log files, in the order in which they were written by each. */
  public List<String> files() {
    return names("*.jsonl*").stream().filter(name -> !name.startsWith(".")).toList();
  }

  public List<String> marks() {
    return names(".*.owner");
  }

  public List<String> names(String pattern) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
      found.forEach(path -> names.add(Objects.toString(path.getFileName())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(names);
    return names;
  }

  public Path last() {
    List<String> files = files();
    return folder.resolve(files.get(files.size() - 1));
  }

  public long bytes(String file) {
    try {
      return Files.size(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's lines; fails where the last one is torn. */
  public List<String> lines(String file) {
    try (InputStream in = Files.newInputStream(folder.resolve(file));
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.isEmpty() || text.endsWith("\n")).as("%s ends with a line", file).isTrue();
      return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as {@link #records}, for more than memory holds. */
  public void forEachRecord(Consumer<JsonNode> action) {
    for (String file : files()) {
      lines(file).forEach(line -> action.accept(MAPPER.readTree(line)));
    }
  }

  /** All lines of all files; fails where one is torn. */
  public List<JsonNode> records() {
    return files().stream().flatMap(f -> lines(f).stream()).map(MAPPER::readTree).toList();
  }

  public List<JsonNode> events(String event) {
    return records().stream().filter(r -> r.get("event").asString().equals(event)).toList();
  }

  /** The numbers of the lines that are there, in order. */
  public Set<Integer> numbers() {
    Set<Integer> numbers = new TreeSet<>();
    records().stream().filter(r -> r.has("n")).forEach(r -> numbers.add(r.get("n").asInt()));
    return numbers;
  }

  /** Fails unless the lines of all numbers below are there. */
  public void assertHasAll(int count) {
    assertThat(numbers()).hasSize(count);
  }
}
