package io.streamobs.benchmarks;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.audit.AuditVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the audit of a soak has. */
final class SoakAudit {

  private final Map<String, Long> actions = new TreeMap<>();
  private final Map<String, Long> freedBytes = new HashMap<>();
  private final Map<String, Instant> purgedRuns = new HashMap<>();
  private final AuditVerification verification;

  private SoakAudit(AuditVerification verification) {
    this.verification = verification;
  }

  /**
   * @param head that the log said last
   */
  static SoakAudit of(Path home, String head) throws IOException {
    Audit audit = Audit.of(home, null);
    SoakAudit found = new SoakAudit(audit.verify(head));
    audit.read(entry -> found.add(JsonMapper.shared().readTree(entry)));
    return found;
  }

  private void add(JsonNode entry) {
    String action = entry.path("action").asString();
    String kind = entry.path("kind").asString("");
    actions.merge(action, 1L, Long::sum);
    if (action.equals(AuditEntry.PURGE_DONE)) {
      freedBytes.merge(kind, entry.path("bytes").asLong(), Long::sum);
    }
    if (kind.equals("run_bundle") && action.equals(AuditEntry.PURGE_INTENDED)) {
      purgedRuns.put(entry.path("id").asString(), Instant.parse(entry.path("ts").asString()));
    }
    if (kind.equals("run_bundle") && action.equals(AuditEntry.PURGE_FAILED)) {
      purgedRuns.remove(entry.path("id").asString());
    }
  }

  /** How many entries have this action. */
  long count(String action) {
    return actions.getOrDefault(action, 0L);
  }

  /** All actions, with how many entries each has. */
  Map<String, Long> actions() {
    return actions;
  }

  /** What deletions of a kind gave back. */
  long freedBytes(String kind) {
    return freedBytes.getOrDefault(kind, 0L);
  }

  /** Runs that went, and when that was announced. */
  Map<String, Instant> purgedRuns() {
    return purgedRuns;
  }

  long entries() {
    return verification.entries();
  }

  /** What is wrong with it. */
  List<String> problems() {
    return verification.problems();
  }

  /** Deletions that were begun and not ended. */
  int open() {
    return verification.head().open();
  }
}
