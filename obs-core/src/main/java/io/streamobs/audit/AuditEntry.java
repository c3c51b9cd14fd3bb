package io.streamobs.audit;

import io.streamobs.internal.encode.JsonText;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Something to be put on record in an {@link Audit}: an action, who did it and why, and what else
 * there is to know.
 *
 * <pre>{@code
 * AuditEntry.of("run_pinned", "ada", "INC-4711").with("streamId", "stream-42").with("runId", run)
 * }</pre>
 *
 * <p>Immutable. Texts are cut at 1,000 characters; actor, reason and cause pass redaction.
 */
public final class AuditEntry {

  /** A deletion is about to be done; one of the two that follow ends it. */
  public static final String PURGE_INTENDED = "purge_intended";

  /** A deletion was done. */
  public static final String PURGE_DONE = "purge_done";

  /** A deletion was not done, and nothing of it was. */
  public static final String PURGE_FAILED = "purge_failed";

  private static final int MOST_CHARS = 1_000;
  private static final Set<String> WRITTEN_BY_PEOPLE = Set.of("actor", "reason", "cause");

  private final Map<String, Object> fields;

  private AuditEntry(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * @param action in snake_case, such as {@link #PURGE_INTENDED}
   * @param actor who or what does it, such as a user or a policy
   * @param reason why, for a person
   */
  public static AuditEntry of(String action, String actor, String reason) {
    return new AuditEntry(Map.of())
        .with("action", action)
        .with("actor", actor)
        .with("reason", reason);
  }

  /**
   * The same with one more field, or with another value of it.
   *
   * @param value a whole number or a boolean; of anything else, its text
   */
  public AuditEntry with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    boolean isPlain = value instanceof Long || value instanceof Integer || value instanceof Boolean;
    more.put(name, isPlain ? value : text(name, value.toString()));
    return new AuditEntry(Collections.unmodifiableMap(more));
  }

  /** The same with these fields. */
  public AuditEntry with(Map<String, ?> more) {
    AuditEntry entry = this;
    for (Map.Entry<String, ?> field : more.entrySet()) {
      entry = entry.with(field.getKey(), field.getValue());
    }
    return entry;
  }

  private static Object text(String name, String text) {
    String clean =
        WRITTEN_BY_PEOPLE.contains(name)
            ? new Redactor(new SecretNames(Set.of())).redact(text)
            : text;
    return clean.length() <= MOST_CHARS ? clean : clean.substring(0, MOST_CHARS) + "…";
  }

  /** What it has, by name. */
  public Map<String, Object> fields() {
    return fields;
  }

  /** By how many the number of deletions that are begun and not ended changes. */
  int opens() {
    return switch (String.valueOf(fields.get("action"))) {
      case PURGE_INTENDED -> 1;
      case PURGE_DONE, PURGE_FAILED -> -1;
      default -> 0;
    };
  }

  String json(Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ts", now.toString());
    all.putAll(fields);
    return JsonText.object(all);
  }
}
