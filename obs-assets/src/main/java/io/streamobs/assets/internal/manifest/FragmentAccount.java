package io.streamobs.assets.internal.manifest;

import io.streamobs.Outcome;
import io.streamobs.event.RecordField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A fragment on its way through the stages, in one instance. */
final class FragmentAccount {

  private static final int MOST_STAGES = 500;
  private static final int MOST_TROUBLES = 100;
  private static final int MOST_INDEXED = 50;

  final long seq;
  private final String started;
  private final List<ObjectNode> stages = new ArrayList<>();
  private final Map<String, String> outcomes = new LinkedHashMap<>();
  private final FirstAndLast troubles = new FirstAndLast(MOST_TROUBLES);
  private long omittedStages;
  private int unsettled;

  FragmentAccount(long seq, String started) {
    this.seq = seq;
    this.started = started;
  }

  void stageEnded(ObjectNode stage) {
    outcomes.merge(
        stage.path(RecordField.STAGE.json()).asString(""),
        stage.path(RecordField.OUTCOME.json()).asString(""),
        FragmentAccount::worse);
    if (stages.size() < MOST_STAGES) {
      stages.add(stage);
    } else {
      omittedStages++;
    }
  }

  // By severity; what is no outcome, as of a stage that was cut off, is worse than any.
  private static String worse(String one, String other) {
    return severity(one) >= severity(other) ? one : other;
  }

  private static int severity(String name) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.json().equals(name)) {
        return outcome.ordinal();
      }
    }
    return Outcome.values().length;
  }

  /** One of its assets is known by name only as yet. */
  void awaitAsset() {
    unsettled++;
  }

  void assetSettled() {
    unsettled--;
  }

  /** Whether nothing more is expected. */
  boolean isSettled() {
    return unsettled == 0;
  }

  void trouble(JsonNode record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ts", Records.ts(record));
    Records.copy(
        record,
        json,
        RecordField.LEVEL,
        RecordField.STAGE,
        RecordField.EVENT,
        RecordField.ERROR_CODE,
        RecordField.MESSAGE,
        RecordField.ERROR);
    troubles.add(json);
  }

  /** Whether there is something to show of it but that it went well. */
  boolean isRemarkable(@Nullable Outcome outcome) {
    boolean well = outcome == Outcome.SUCCESS || outcome == Outcome.SKIPPED;
    return !well || troubles.count() > 0 || hasContent();
  }

  // In the bundle, or meant to be.
  private boolean hasContent() {
    for (ObjectNode stage : stages) {
      for (String role : StageAccount.ROLES) {
        for (JsonNode asset : stage.path(role)) {
          if (asset.has("captured") || asset.has("dropped") || asset.has("discarded")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Its line in the index of the instance's fragments. */
  ObjectNode index(JsonNode end) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(RecordField.FRAGMENT_SEQ.json(), seq);
    head(end, json);
    ObjectNode byStage = json.putObject("stages");
    outcomes.forEach(byStage::put);
    putAssets(json);
    return json;
  }

  private void putAssets(ObjectNode json) {
    ArrayNode assets = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode stage : stages) {
      for (String role : StageAccount.ROLES) {
        for (JsonNode asset : stage.path(role)) {
          if (assets.size() < MOST_INDEXED) {
            ObjectNode entry = assets.addObject();
            entry.set("stage", stage.path(RecordField.STAGE.json()));
            entry.put("role", role.substring(0, role.length() - 1));
            entry.setAll((ObjectNode) asset);
          }
        }
      }
    }
    if (!assets.isEmpty()) {
      json.set("assets", assets);
    }
  }

  /** Its pass through the instance, for its manifest. */
  ObjectNode pass(String instanceId, JsonNode end) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(RecordField.INSTANCE_ID.json(), instanceId);
    head(end, json);
    Records.copy(end, json, RecordField.ERROR_CODE, RecordField.ERROR);
    Records.copyDetails(end, json, "reason");
    ArrayNode list = json.putArray("stages");
    stages.forEach(list::add);
    if (omittedStages > 0) {
      json.put("stages_omitted", omittedStages);
    }
    troubles.put(json, "troubles");
    return json;
  }

  private void head(JsonNode end, ObjectNode json) {
    Records.copy(end, json, RecordField.OUTCOME);
    json.put("started", started);
    json.put("ended", Records.ts(end));
    Records.copy(
        end,
        json,
        RecordField.DURATION_MS,
        RecordField.FRAGMENT_ID,
        RecordField.BATCH_NUMBER,
        RecordField.MEDIA_START_MS,
        RecordField.MEDIA_END_MS);
  }
}
