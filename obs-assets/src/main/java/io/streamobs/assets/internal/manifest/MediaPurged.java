package io.streamobs.assets.internal.manifest;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a run's contents was deleted on purpose, all together. */
final class MediaPurged {

  private final Set<String> files = new HashSet<>();
  private long bytes;
  private String at = "";

  /** A content's tombstone. */
  void add(JsonNode record) {
    files.add(Records.detail(record, "file").asString(""));
    bytes += Math.max(0, Records.detail(record, "bytes").asLong(0));
    at = Records.ts(record).compareTo(at) > 0 ? Records.ts(record) : at;
  }

  void put(ObjectNode manifest) {
    if (!files.isEmpty()) {
      manifest
          .putObject("media_purged")
          .put("files", files.size())
          .put("bytes", bytes)
          .put("at", at);
    }
  }
}
