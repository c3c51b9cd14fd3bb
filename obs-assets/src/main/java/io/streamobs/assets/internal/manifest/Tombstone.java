package io.streamobs.assets.internal.manifest;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The record that a content is not in its bundle any more. */
final class Tombstone {

  /** The reason where somebody wanted it. */
  static final String PURGED = "purged";

  private Tombstone() {}

  /**
   * What is not as it was captured.
   *
   * @param like a record of the same run
   */
  static ObjectNode discarded(JsonNode like, long seq, Captured content, String reason) {
    ObjectNode record = record(like, seq, content, reason, "WARN", Instant.now());
    record.put(RecordField.ERROR_CODE.json(), ObsErrors.ASSET_DISCARDED.code());
    details(record, content, reason);
    return record;
  }

  /**
   * What was deleted on purpose.
   *
   * @param bytes what that freed
   */
  static ObjectNode purged(
      JsonNode like, long seq, Captured content, String purge, long bytes, Instant at) {
    ObjectNode record = record(like, seq, content, PURGED, "INFO", at);
    details(record, content, PURGED).put("purge", purge).put("bytes", bytes);
    return record;
  }

  private static ObjectNode record(
      JsonNode like, long seq, Captured content, String reason, String level, Instant at) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put(RecordField.TS.json(), at.toString());
    record.put(RecordField.LEVEL.json(), level);
    record.put(RecordField.SEQ.json(), seq);
    record.put(RecordField.EVENT.json(), LibraryEvent.ASSET_DISCARDED.json());
    record.put(RecordField.MESSAGE.json(), content.file() + " is not kept: " + reason);
    Records.copy(
        like,
        record,
        RecordField.SERVICE,
        RecordField.COMPONENT,
        RecordField.STREAM_ID,
        RecordField.RUN_ID,
        RecordField.INSTANCE_ID,
        RecordField.CORRELATION_ID,
        RecordField.SESSION_ID);
    if (!content.instanceId().isEmpty()) {
      record.put(RecordField.INSTANCE_ID.json(), content.instanceId());
    }
    return record;
  }

  private static ObjectNode details(ObjectNode record, Captured content, String reason) {
    ObjectNode details = record.putObject(RecordField.DETAILS.json());
    details.put("file", content.file());
    details.put("reason", reason);
    details.put("sha256", content.sha256());
    return details;
  }
}
