package io.streamobs.assets.internal.export;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a run as entities of a crate. Stages and fragments are folders, of which the files
 * are described that somebody looks for; there may be millions of others.
 */
final class CrateFiles {

  private static final String STAGES = "stages/";
  private static final String FRAGMENTS = "fragments/";
  private static final Map<String, String> FORMATS =
      Map.of(
          "json", "application/json",
          "jsonl", "application/x-ndjson",
          "log", "application/x-ndjson",
          "txt", "text/plain",
          "sha256", "text/plain",
          "vtt", "text/vtt",
          "wav", "audio/wav",
          "mp4", "video/mp4");

  private final RunFiles run;
  private final CrateGraph graph;
  private final Set<String> root = new LinkedHashSet<>();
  private final Map<String, Set<String>> folders = new TreeMap<>();

  CrateFiles(RunFiles run, CrateGraph graph) {
    this.run = run;
    this.graph = graph;
    run.all().forEach(this::describe);
  }

  private void describe(Payload file) {
    String name = file.name();
    String folder = folder(name);
    if (folder.isEmpty()) {
      root.add(file(name));
      return;
    }
    Set<String> parts = folders.computeIfAbsent(folder, f -> new LinkedHashSet<>());
    String inside = name.substring(folder.length());
    if (!inside.contains("/") && !inside.equals("checksums.sha256")) {
      parts.add(file(name));
    }
  }

  // That of a stage, or of all fragments.
  private static String folder(String name) {
    int end = name.startsWith(STAGES) ? name.indexOf('/', STAGES.length()) + 1 : 0;
    return name.startsWith(FRAGMENTS) ? FRAGMENTS : name.substring(0, Math.max(end, 0));
  }

  /** The id of a file in the bundle, which is an entity then, and a part of its folder. */
  String file(String name) {
    String id = CrateGraph.uri(name);
    if (!graph.has(id)) {
      ObjectNode file = graph.entity(id, "File");
      file.put("name", name.substring(name.lastIndexOf('/') + 1));
      file.put("contentSize", Long.toString(run.size(name)));
      file.put("sha256", run.sha256(name));
      String format = FORMATS.get(name.substring(name.lastIndexOf('.') + 1));
      CrateGraph.put(file, "encodingFormat", format == null ? "" : format);
      Set<String> around = folders.get(folder(name));
      if (around != null) {
        around.add(id);
      }
    }
    return id;
  }

  /** The id of a stage's folder. */
  static String stage(String folder) {
    return CrateGraph.uri(folder) + "/";
  }

  /** Whether it is there. */
  boolean hasFolder(String folder) {
    return folders.containsKey(folder + "/");
  }

  /** Makes the folders, which have all that is in them by now; what the whole is made of. */
  Set<String> parts() {
    Set<String> parts = new LinkedHashSet<>(root);
    folders.forEach(
        (folder, files) -> {
          String id = CrateGraph.uri(folder);
          ObjectNode dataset = graph.entity(id, "Dataset");
          dataset.put("name", folder);
          dataset.put(
              "description",
              folder.equals(FRAGMENTS)
                  ? "Fragments: a line of an index for each, and a folder where there is more to say"
                  : "A stage: its manifest, its log, and what was kept of it");
          CrateGraph.refer(dataset, "hasPart", files);
          parts.add(id);
        });
    return parts;
  }
}
