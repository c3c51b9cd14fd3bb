package io.streamobs.assets.internal.export;

import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.verify.SumList;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What there is in a bundle that was verified. */
final class RunFiles {

  private static final String MANIFEST = "manifest.json";
  private static final long MOST_JSON_BYTES = 16L << 20;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final TreeMap<String, Payload> payload = new TreeMap<>();
  private final JsonNode manifest;

  /**
   * @throws IOException when it cannot be read, or says nothing of its run
   */
  RunFiles(Path folder) throws IOException {
    Path list = folder.resolve(Checksums.FILE);
    try (SumList lines = new SumList(Files.newInputStream(list))) {
      for (SumList.Line line = lines.next(); line != null; line = lines.next()) {
        add(folder, line.name(), line.sha256());
      }
    }
    add(folder, Checksums.FILE, Checksums.sha256(list));
    manifest = json(MANIFEST);
    if (!manifest.path("runId").isString() || !manifest.path("streamId").isString()) {
      throw new FileSystemException(
          folder.resolve(MANIFEST).toString(), null, "is no manifest of a run; rebuild it");
    }
  }

  private void add(Path folder, String name, String sha256) throws IOException {
    Path path = folder.resolve(name);
    payload.put(name, new Payload(name, sha256, Files.size(path), path));
  }

  /** All files, by name. */
  Collection<Payload> all() {
    return payload.values();
  }

  boolean has(String name) {
    return payload.containsKey(name);
  }

  long size(String name) {
    Payload file = payload.get(name);
    return file == null ? 0 : file.size();
  }

  String sha256(String name) {
    Payload file = payload.get(name);
    return file == null ? "" : file.sha256();
  }

  long bytes() {
    return payload.values().stream().mapToLong(Payload::size).sum();
  }

  /** The run's manifest. */
  JsonNode manifest() {
    return manifest;
  }

  String streamId() {
    return manifest.path("streamId").asString("");
  }

  String runId() {
    return manifest.path("runId").asString("");
  }

  /** The time of its end, or of the last that is known of it. */
  String ended() {
    return manifest.path("ended").asString(manifest.path("last_record").asString(""));
  }

  /** A manifest; nothing where it is not there, or is none that can be read. */
  JsonNode json(String name) throws IOException {
    Payload file = payload.get(name);
    if (file == null || file.size() > MOST_JSON_BYTES) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(Files.readAllBytes(file.path()));
    } catch (JacksonException e) { // it is in the export all the same
      return MissingNode.getInstance();
    }
  }
}
