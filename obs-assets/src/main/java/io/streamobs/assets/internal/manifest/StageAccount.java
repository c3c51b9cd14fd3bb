package io.streamobs.assets.internal.manifest;

import io.streamobs.Outcome;
import io.streamobs.event.RecordField;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a stage in a run, over all its executions. Those outside fragments have all that
 * they read, wrote and kept in it; those in fragments have that in the manifests of their
 * fragments, and are counted here by kind.
 */
final class StageAccount {

  static final String[] ROLES = {"inputs", "outputs", "intermediates"};

  private static final int MOST_TROUBLES = 100;
  private static final int MOST_ASSETS = 500;
  private static final int MOST_KINDS = 100;

  /** So many of a kind, in fragments. */
  private static final class KindCount {
    private long count;
    private long bytes;
  }

  /** What became of contents. */
  private static final class ContentCounts {
    private long captured;
    private long gone;
    private long discarded;
    private final Map<String, Long> dropped = new TreeMap<>();

    void add(JsonNode asset) {
      if (asset.has("captured")) {
        captured++;
      } else if (asset.has("discarded")) {
        discarded++;
      } else if (asset.has("gone")) {
        gone++;
      } else if (asset.has("dropped")) {
        dropped.merge(asset.get("dropped").asString(""), 1L, Long::sum);
      }
    }

    void put(ObjectNode json) {
      if (captured + gone + discarded + dropped.size() > 0) {
        ObjectNode counts = json.putObject("contents").put("captured", captured);
        counts.put("gone", gone);
        if (discarded > 0) {
          counts.put("discarded", discarded);
        }
        ObjectNode reasons = counts.putObject("dropped");
        dropped.forEach(reasons::put);
      }
    }
  }

  /** What all executions took of something, and the one that took most. */
  private static final class Resource {
    private long sum;
    private long most;
  }

  final String name;
  private final OutcomeCounts outcomes = new OutcomeCounts();
  private final Latencies latencies = new Latencies();
  private final FirstAndLast errors = new FirstAndLast(MOST_TROUBLES);
  private final FirstAndLast warnings = new FirstAndLast(MOST_TROUBLES);
  private final FirstAndLast[] assets = {
    new FirstAndLast(MOST_ASSETS), new FirstAndLast(MOST_ASSETS), new FirstAndLast(MOST_ASSETS)
  };
  private final Map<String, KindCount>[] inFragments = kinds();
  private final Map<String, Resource> resources = new TreeMap<>();
  private final ContentCounts contents = new ContentCounts();
  private @Nullable JsonNode config;
  private long configChanges;
  private long totalMillis;
  private String first = "";
  private String last = "";

  StageAccount(String name) {
    this.name = name;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, KindCount>[] kinds() {
    return new Map[] {new TreeMap<>(), new TreeMap<>(), new TreeMap<>()};
  }

  void started(JsonNode record) {
    seen(record);
  }

  void ended(JsonNode record) {
    seen(record);
    Outcome outcome = Records.outcome(record);
    if (outcome == null) {
      return;
    }
    outcomes.add(outcome);
    long millis = Math.max(0, Records.number(record, RecordField.DURATION_MS));
    latencies.add(millis);
    totalMillis += millis;
    configured(Records.detail(record, "config"));
    Records.detail(record, "resources")
        .properties()
        .forEach(each -> took(each.getKey(), each.getValue()));
    if (outcome == Outcome.FAILURE) {
      errors.add(trouble(record));
    } else if (outcome != Outcome.SUCCESS && outcome != Outcome.SKIPPED) {
      warnings.add(trouble(record));
    }
  }

  private void took(String what, JsonNode amount) {
    if (resources.containsKey(what) || resources.size() < MOST_KINDS) {
      Resource resource = resources.computeIfAbsent(what, w -> new Resource());
      resource.sum += amount.asLong(0);
      resource.most = Math.max(resource.most, amount.asLong(0));
    }
  }

  /** An error or a warning of an execution that went on. */
  void trouble(JsonNode record, boolean error) {
    (error ? errors : warnings).add(trouble(record));
  }

  private static ObjectNode trouble(JsonNode record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ts", Records.ts(record));
    Records.copy(
        record,
        json,
        RecordField.FRAGMENT_SEQ,
        RecordField.SPAN_ID,
        RecordField.EVENT,
        RecordField.OUTCOME,
        RecordField.ERROR_CODE,
        RecordField.MESSAGE);
    JsonNode type = record.path(RecordField.ERROR.json()).path("type");
    if (type.isString()) {
      json.set("error_type", type);
    }
    return json;
  }

  private void seen(JsonNode record) {
    String ts = Records.ts(record);
    if (first.isEmpty() || ts.compareTo(first) < 0) {
      first = ts;
    }
    if (ts.compareTo(last) > 0) {
      last = ts;
    }
  }

  private void configured(JsonNode used) {
    if (used.isMissingNode() || used.equals(config)) {
      return;
    }
    if (config != null) {
      configChanges++;
    }
    config = used;
  }

  /**
   * An execution named something.
   *
   * @param role one of {@link #ROLES}, by its place
   * @param asset of which more may become known
   */
  void named(int role, JsonNode asset, boolean inFragment) {
    if (!inFragment) {
      assets[role].add(asset);
    }
  }

  /** Nothing more will become known of what an execution named. */
  void known(int role, JsonNode asset, boolean inFragment) {
    contents.add(asset);
    if (!inFragment) {
      return;
    }
    Map<String, KindCount> kinds = inFragments[role];
    String kind = asset.path("kind").asString("");
    boolean fits = kinds.containsKey(kind) || kinds.size() < MOST_KINDS;
    KindCount known = kinds.computeIfAbsent(fits ? kind : "other", k -> new KindCount());
    known.count++;
    known.bytes += Math.max(0, asset.path("size_bytes").asLong(0));
  }

  /** How many executions ended. */
  long executions() {
    return outcomes.count();
  }

  /** What the run's manifest says of it. */
  ObjectNode summary(long interrupted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("executions", executions() + interrupted);
    json.set("outcomes", outcomes.json(interrupted));
    json.set("latency", latencies.json());
    return json;
  }

  /**
   * What its own manifest says.
   *
   * @param open how many are going on
   * @param interrupted how many were cut off
   */
  ObjectNode json(long open, long interrupted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Outcome worst = outcomes.worst();
    json.put(
        "status",
        open > 0 ? "running" : interrupted > 0 ? "interrupted" : worst == null ? "" : worst.json());
    json.put("started", first);
    json.put("ended", last);
    json.put("duration_ms", totalMillis);
    json.setAll(summary(interrupted));
    if (open > 0) {
      json.put("open", open);
    }
    if (config != null) {
      json.set("config", config);
      json.put("config_changes", configChanges);
    }
    ObjectNode took = json.putObject("resources");
    took.putObject("wall_ms").put("sum", totalMillis).put("max", latencies.most());
    resources.forEach(
        (what, amount) -> took.putObject(what).put("sum", amount.sum).put("max", amount.most));
    for (int role = 0; role < ROLES.length; role++) {
      assets[role].put(json, ROLES[role]);
    }
    putInFragments(json);
    contents.put(json);
    errors.put(json, "errors");
    warnings.put(json, "warnings");
    return json;
  }

  private void putInFragments(ObjectNode json) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (int role = 0; role < ROLES.length; role++) {
      if (!inFragments[role].isEmpty()) {
        ArrayNode list = all.putArray(ROLES[role]);
        inFragments[role].forEach(
            (kind, of) ->
                list.addObject()
                    .put("kind", kind)
                    .put("count", of.count)
                    .put("size_bytes", of.bytes));
      }
    }
    if (!all.isEmpty()) {
      json.set("in_fragments", all);
    }
  }
}
