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
 * <p>Immutable. Texts are cut at 1,000 characters, and all fields together have at most 10,000;
 * actor, reason and cause pass redaction.
 */
public final class AuditEntry {

  /** A deletion is about to be done; one of the two that follow ends it. */
  public static final String PURGE_INTENDED = "purge_intended";

  /** A deletion was done. */
  public static final String PURGE_DONE = "purge_done";

  /** A deletion was not done, and nothing of it was. */
  public static final String PURGE_FAILED = "purge_failed";

  private static final int MOST_CHARS = 1_000;
  // With six bytes for each, less than a line may have.
  private static final int MOST_CHARS_OF_ALL = 10_000;
  private static final int CHARS_AROUND_ONE = 24;
  private static final Set<String> WRITTEN_BY_PEOPLE = Set.of("actor", "reason", "cause");

  // To make one takes longer than to bring an entry to the disk.
  private static final Redactor REDACTOR = new Redactor(new SecretNames(Set.of()));

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
   * @throws IllegalArgumentException when all together are too long
   */
  public AuditEntry with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    boolean isPlain = value instanceof Long || value instanceof Integer || value instanceof Boolean;
    more.put(name, isPlain ? value : text(name, value.toString()));
    if (chars(more) > MOST_CHARS_OF_ALL) {
      throw new IllegalArgumentException("the fields of an audit entry are too long with " + name);
    }
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
    String clean = WRITTEN_BY_PEOPLE.contains(name) ? redacted(text) : text;
    return clean.length() <= MOST_CHARS ? clean : clean.substring(0, cut(clean)) + "…";
  }

  private static String redacted(String text) {
    synchronized (REDACTOR) {
      return REDACTOR.redact(text);
    }
  }

  private static int cut(String text) { // never between the two halves of a character
    return Character.isHighSurrogate(text.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
  }

  private static long chars(Map<String, Object> fields) {
    long chars = 0;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      int value = field.getValue() instanceof String text ? text.length() : 0;
      chars += field.getKey().length() + value + CHARS_AROUND_ONE;
    }
    return chars;
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
    all.put("ts", now.toString()); // whatever somebody called his field
    return JsonText.object(all);
  }
}
