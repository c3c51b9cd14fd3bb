package io.streamobs.testkit;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditKey;
import io.streamobs.audit.AuditVerification;
import io.streamobs.testkit.AuditLines.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions over the audit of a home, by its file. A failure shows the last entries.
 *
 * <pre>{@code
 * assertThatAudit(home)
 *     .isSoundSince(headFromTheLog)
 *     .hasPurge("run_bundle", "stream-42/run-7")
 *     .hasNoOpenPurge()
 *     .has("run_pinned", "actor", "ada", "runId", "run-8");
 * }</pre>
 *
 * <p>Looks at what is there when it is made. Threads: one. Failure: an {@link
 * java.io.UncheckedIOException} where the file cannot be read; one that is not there has no
 * entries.
 */
public final class AuditAssert extends AbstractAssert<AuditAssert, Path> {

  private final AuditLines audit;

  AuditAssert(Path home) {
    super(home, AuditAssert.class);
    this.audit = AuditLines.of(home);
  }

  /**
   * Nothing was changed, removed, added or torn: each line is of the schema and has its own hash
   * and that of the line before, and counts the deletions that are open. That the end is missing
   * does not show, see {@link #isSoundSince}; an audit without an entry is not sound.
   */
  public AuditAssert isSound() {
    return none(AuditChain.problems(audit), "to be sound");
  }

  /**
   * The same, and it has the entry of that hash.
   *
   * @param head a hash that was kept, such as {@code audit_head} of a {@code retention_applied}
   */
  public AuditAssert isSoundSince(String head) {
    isSound();
    boolean found =
        head.equals(AuditChain.NONE)
            || audit.lines().stream().anyMatch(line -> head.equals(line.member("hash")));
    return check(found, "to have the entry of the hash " + head);
  }

  /** All entries are signed with that key. */
  public AuditAssert signedBy(AuditKey key) {
    none(verified(key).problems(), "to be signed by the key");
    return this;
  }

  private AuditVerification verified(AuditKey key) {
    try {
      return Audit.of(actual, key).verify(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many. */
  public AuditAssert hasEntries(int count) {
    return check(audit.lines().size() == count, "to have " + count + " entries");
  }

  /**
   * An entry of that action with all these fields.
   *
   * @param fields names, each with its value behind it
   */
  public AuditAssert has(String action, Object... fields) {
    if (fields.length % 2 != 0) {
      throw new IllegalArgumentException("give names and values in turn: " + List.of(fields));
    }
    return check(
        audit.lines().stream().anyMatch(line -> isOne(line, action, fields)),
        "to have " + action + " with " + Arrays.asList(fields));
  }

  private static boolean isOne(Line line, String action, Object... fields) {
    boolean is = line.is("action", action);
    for (int i = 0; i < fields.length; i += 2) {
      is &= line.is(String.valueOf(fields[i]), fields[i + 1]);
    }
    return is;
  }

  /** It was deleted: the audit has the intention, and behind it that it was done. */
  public AuditAssert hasPurge(String kind, String id) {
    return check(
        audit.lines().stream()
            .filter(line -> isOne(line, "purge_intended", "kind", kind, "id", id))
            .anyMatch(intent -> isEnded(intent, "purge_done")),
        "to have that " + kind + " " + id + " was meant to be deleted, and then was");
  }

  /** Each deletion that was begun was ended, done or not. */
  public AuditAssert hasNoOpenPurge() {
    List<String> open =
        audit.lines().stream()
            .filter(line -> line.is("action", "purge_intended"))
            .filter(line -> !isEnded(line, "purge_done") && !isEnded(line, "purge_failed"))
            .map(line -> "line " + line.number() + ": " + line.field("id") + " is not ended")
            .toList();
    return none(open, "to have no open deletion");
  }

  private boolean isEnded(Line intent, String action) {
    return audit.lines().stream()
        .skip(intent.number())
        .filter(line -> line.is("action", action))
        .anyMatch(
            line ->
                Objects.equals(line.field("purge"), intent.field("purge"))
                    && Objects.equals(line.field("kind"), intent.field("kind"))
                    && Objects.equals(line.field("id"), intent.field("id")));
  }

  private AuditAssert none(List<String> problems, String expected) {
    return check(problems.isEmpty(), expected + ", but\n  " + String.join("\n  ", problems));
  }

  private AuditAssert check(boolean holds, String expected) {
    if (!holds) {
      failWithMessage("%nExpected the audit of %s %s%n%s", actual, expected, audit);
    }
    return this;
  }
}
