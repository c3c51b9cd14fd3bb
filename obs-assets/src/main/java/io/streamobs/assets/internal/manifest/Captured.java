package io.streamobs.assets.internal.manifest;

import io.streamobs.event.RecordField;
import tools.jackson.databind.JsonNode;

/**
 * A content in a bundle: whoever captured it and what it was, too, because a name that got free may
 * be used again.
 *
 * @param file below the bundle's folder
 */
record Captured(String instanceId, String file, String sha256) {

  /**
   * @param detail in which the record names the file
   */
  static Captured of(JsonNode record, String detail) {
    return new Captured(
        Records.text(record, RecordField.INSTANCE_ID),
        Records.detail(record, detail).asString(""),
        Records.detail(record, "sha256").asString(""));
  }
}
