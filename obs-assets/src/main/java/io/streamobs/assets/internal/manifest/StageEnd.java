package io.streamobs.assets.internal.manifest;

import io.streamobs.event.RecordField;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One execution of a stage, as manifests show it. */
final class StageEnd {

  private StageEnd() {}

  /**
   * @param end its last record
   * @param started the time of its first one; empty where that is unknown
   */
  static ObjectNode json(JsonNode end, String started) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Records.copy(end, json, RecordField.STAGE, RecordField.SPAN_ID, RecordField.OUTCOME);
    if (!started.isEmpty()) {
      json.put("started", started);
    }
    json.put("ended", Records.ts(end));
    Records.copy(end, json, RecordField.DURATION_MS, RecordField.ERROR_CODE, RecordField.ERROR);
    Records.copyDetails(
        end,
        json,
        "reason",
        "config",
        "resources",
        "inputs",
        "outputs",
        "intermediates",
        "omitted");
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : end.properties()) {
      if (RecordField.of(field.getKey()) == null) { // the application's own, timings too
        fields.set(field.getKey(), field.getValue());
      }
    }
    if (!fields.isEmpty()) {
      json.set("fields", fields);
    }
    return json;
  }

  /** One that was begun and cut off. */
  static ObjectNode interrupted(String stage, String spanId, String started) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(RecordField.STAGE.json(), stage);
    json.put(RecordField.SPAN_ID.json(), spanId);
    json.put(RecordField.OUTCOME.json(), "interrupted");
    json.put("started", started);
    return json;
  }
}
