package io.streamobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which stage made what another one read: an output and an input are the same thing where they have
 * one path, or one checksum.
 */
final class Lineage {

  /** Something that stages read or wrote. */
  record Thing(String kind, String name) {}

  private final Map<String, Set<Thing>> inputs = new LinkedHashMap<>();
  private final Map<String, Set<Thing>> outputs = new LinkedHashMap<>();
  private final Map<String, Thing> known = new LinkedHashMap<>();

  /**
   * Adds what a stage did; stages are added in their order.
   *
   * @param manifest with {@code inputs} and {@code outputs}
   */
  void add(String stage, JsonNode manifest) {
    Set<Thing> read = inputs.computeIfAbsent(stage, s -> new LinkedHashSet<>());
    manifest.path("inputs").forEach(asset -> read.add(thing(asset)));
    Set<Thing> wrote = outputs.computeIfAbsent(stage, s -> new LinkedHashSet<>());
    manifest.path("outputs").forEach(asset -> wrote.add(thing(asset)));
  }

  // The first name that it had is the one that it is shown by.
  private Thing thing(JsonNode asset) {
    String path = Texts.text(asset, "path");
    String checksum = Texts.text(asset, "sha256");
    String kind = Texts.text(asset, "kind");
    Thing named = new Thing(kind, path.isEmpty() ? kind + " in memory" : path);
    Thing same = checksum.isEmpty() ? null : known.get(checksum);
    if (same == null && !path.isEmpty()) {
      same = known.get(path);
    }
    Thing thing = same == null ? named : same;
    if (!checksum.isEmpty()) {
      known.putIfAbsent(checksum, thing);
    }
    if (!path.isEmpty()) {
      known.putIfAbsent(path, thing);
    }
    return thing;
  }

  boolean isEmpty() {
    return inputs.values().stream().allMatch(Set::isEmpty)
        && outputs.values().stream().allMatch(Set::isEmpty);
  }

  /** What came from outside, and beneath each thing what was made of it. */
  List<String> tree() {
    List<String> lines = new ArrayList<>();
    Set<Thing> made = new LinkedHashSet<>();
    outputs.values().forEach(made::addAll);
    Set<Thing> roots = new LinkedHashSet<>();
    inputs.values().forEach(roots::addAll);
    roots.removeAll(made);
    Set<Thing> shown = new LinkedHashSet<>();
    roots.forEach(root -> grow(root, "", lines, shown));
    for (Thing thing : made) { // of stages that named no input
      if (!shown.contains(thing)) {
        grow(thing, "", lines, shown);
      }
    }
    return lines;
  }

  private void grow(Thing thing, String indent, List<String> lines, Set<Thing> shown) {
    boolean again = !shown.add(thing);
    lines.add(indent + thing.name() + " (" + thing.kind() + ")" + (again ? ", see above" : ""));
    if (again) {
      return;
    }
    for (Map.Entry<String, Set<Thing>> stage : inputs.entrySet()) {
      if (stage.getValue().contains(thing)) {
        lines.add(indent + "  " + stage.getKey());
        for (Thing next : outputs.getOrDefault(stage.getKey(), Set.of())) {
          grow(next, indent + "    ", lines, shown);
        }
      }
    }
  }

  /** Each stage with what it read and wrote; the same thing has the same name everywhere. */
  ArrayNode json() {
    ArrayNode stages = JsonNodeFactory.instance.arrayNode();
    for (String stage : inputs.keySet()) {
      ObjectNode json = stages.addObject();
      json.put("stage", stage);
      put(json.putArray("inputs"), inputs.getOrDefault(stage, Set.of()));
      put(json.putArray("outputs"), outputs.getOrDefault(stage, Set.of()));
    }
    return stages;
  }

  private static void put(ArrayNode list, Set<Thing> things) {
    things.forEach(thing -> list.addObject().put("kind", thing.kind()).put("name", thing.name()));
  }

  /** The same as a Mermaid flow chart. */
  List<String> mermaid() {
    List<String> lines = new ArrayList<>(List.of("flowchart LR"));
    Map<Object, String> ids = new LinkedHashMap<>();
    for (String stage : inputs.keySet()) {
      lines.add("  " + id(stage, ids) + "[\"" + quoted(stage) + "\"]");
    }
    for (Map<String, Set<Thing>> side : List.of(inputs, outputs)) {
      for (Set<Thing> things : side.values()) {
        for (Thing thing : things) {
          String shape = "  " + id(thing, ids) + "([\"" + quoted(thing.name()) + "\"])";
          if (!lines.contains(shape)) {
            lines.add(shape);
          }
        }
      }
    }
    inputs.forEach(
        (stage, things) ->
            things.forEach(thing -> lines.add("  " + id(thing, ids) + " --> " + id(stage, ids))));
    outputs.forEach(
        (stage, things) ->
            things.forEach(thing -> lines.add("  " + id(stage, ids) + " --> " + id(thing, ids))));
    return lines;
  }

  private static String id(Object node, Map<Object, String> ids) {
    return ids.computeIfAbsent(node, n -> "n" + (ids.size() + 1));
  }

  // Mermaid has no escape for a quotation mark but the entity.
  private static String quoted(String text) {
    return text.replace("\"", "#quot;").replace("\n", " ");
  }
}
