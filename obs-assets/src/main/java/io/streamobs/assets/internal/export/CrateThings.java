package io.streamobs.assets.internal.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stages read and wrote. What was captured is a file of the crate, and the same wherever it is
 * named; of the rest there is only what was said of it.
 */
final class CrateThings {

  private final RunFiles run;
  private final CrateFiles files;
  private final CrateGraph graph;
  private final Map<String, String> known = new HashMap<>();
  private int others;

  CrateThings(RunFiles run, CrateFiles files, CrateGraph graph) {
    this.run = run;
    this.files = files;
    this.graph = graph;
  }

  /**
   * Learns which of them are files, before any is referred to.
   *
   * @param scope in which a path means one thing: a pass of a fragment, or the run
   */
  void learn(String scope, JsonNode assets) {
    for (JsonNode asset : assets) {
      String captured = text(asset, "captured");
      if (run.has(captured)) {
        String id = files.file(captured);
        describe(graph.entity(id, "File"), asset);
        remember(scope, asset, id);
      }
    }
  }

  private void remember(String scope, JsonNode asset, String id) {
    if (asset.path("path").isString()) {
      known.putIfAbsent(path(scope, asset), id);
    }
    if (asset.path("sha256").isString()) {
      known.putIfAbsent(sum(asset), id);
    }
  }

  private static String path(String scope, JsonNode asset) {
    return "path " + scope + " " + text(asset, "path");
  }

  private static String sum(JsonNode asset) {
    return "sha256 " + text(asset, "sha256");
  }

  /** The ids of their entities. */
  List<String> ids(String scope, JsonNode assets) {
    List<String> ids = new ArrayList<>();
    for (JsonNode asset : assets) {
      String id = id(scope, asset);
      if (!ids.contains(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  private String id(String scope, JsonNode asset) {
    String captured = text(asset, "captured");
    if (run.has(captured)) {
      return files.file(captured);
    }
    String same = known.get(sum(asset));
    String id = same == null ? known.get(path(scope, asset)) : same;
    if (id == null) {
      id = "#thing-" + ++others;
      describe(graph.entity(id, "CreativeWork"), asset);
      remember(scope, asset, id);
    }
    return id;
  }

  private static void describe(ObjectNode entity, JsonNode asset) {
    String kind = text(asset, "kind");
    String path = text(asset, "path");
    if (!entity.has("name")) {
      entity.put("name", path.isEmpty() ? kind + " in memory" : path);
      CrateGraph.put(entity, "sha256", text(asset, "sha256"));
      CrateGraph.put(entity, "contentSize", asset.path("size_bytes").asString(""));
    } else {
      CrateGraph.put(entity, "alternateName", path);
    }
    String why = text(asset, "why");
    CrateGraph.put(entity, "description", why.isEmpty() ? kind : kind + ": " + why);
  }

  private static String text(JsonNode asset, String name) {
    return asset.path(name).asString("");
  }
}
