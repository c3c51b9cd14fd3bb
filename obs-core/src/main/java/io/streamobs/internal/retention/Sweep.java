package io.streamobs.internal.retention;

import io.streamobs.ErrorCode;
import io.streamobs.ObsErrors;
import io.streamobs.audit.Audit;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionRules;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Does what a {@link RetentionPlan} says, again and again, one deletion after the other, each
 * guarded and reported.
 *
 * <p>Threads: one at a time. Failure: nothing throws. What cannot be deleted is reported when it
 * first fails, and again only after it had worked.
 */
public final class Sweep {

  /** Where it says what it did. */
  @FunctionalInterface
  public interface Reports {
    void report(
        Level level,
        LibraryEvent event,
        @Nullable ErrorCode code,
        String message,
        Map<String, ?> details);
  }

  private final RetentionTarget target;
  private final RetentionRules rules;
  private final Reports reports;
  private final Purge purge;
  private final Set<String> failed = new HashSet<>();
  private int deleted;

  /**
   * @param audit of the home that they are in; null where they are in none. What is swept goes also
   *     where it cannot be written, for it would fill the disk
   */
  public Sweep(
      RetentionTarget target, RetentionPolicy policy, @Nullable Audit audit, Reports reports) {
    this.target = target;
    this.rules = RetentionRules.of(policy);
    this.reports = reports;
    this.purge = Purge.auditedIfPossible(audit, "policy of " + target.kind(), new Results());
  }

  /**
   * Plans and deletes.
   *
   * @param now the time that ages count from
   * @param latest what is dated behind that is dated in the future
   * @return what was deleted
   */
  public int run(Instant now, Instant latest) {
    List<RetentionItem> items;
    try {
      items = target.items();
    } catch (IOException | RuntimeException e) {
      fail("", e);
      return 0;
    }
    failed.removeIf(id -> items.stream().noneMatch(item -> item.id().equals(id)));
    deleted = 0;
    RetentionPlan plan = RetentionPlan.of(target.kind(), rules, items, target::failed, now, latest);
    purge.run(target, plan.deletions());
    return deleted;
  }

  private final class Results implements Purge.Listener {

    private boolean audited = true;

    @Override
    public void deleted(RetentionTarget of, Deletion deletion, Freed freed) {
      RetentionItem item = deletion.item();
      failed.remove(item.id());
      deleted++;
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("kind", of.kind());
      details.put("id", item.id());
      details.put("bytes", item.bytes());
      details.put("reason", deletion.reason());
      String message = item.id() + " was deleted: " + deletion.reason();
      reports.report(Level.INFO, LibraryEvent.RETENTION_DELETED, null, message, details);
    }

    @Override
    public void failed(RetentionTarget of, Deletion deletion, Exception cause) {
      fail(deletion.item().id(), cause);
    }

    @Override
    public void unaudited(IOException cause) {
      if (audited) {
        audited = false;
        reports.report(
            Level.WARN,
            LibraryEvent.RETENTION_FAILED,
            ObsErrors.AUDIT_REFUSED,
            "the audit cannot be written; log files are deleted all the same",
            Map.of("kind", target.kind(), "id", "", "cause", String.valueOf(cause)));
      }
    }
  }

  private void fail(String id, Exception cause) {
    if (!failed.add(id)) {
      return;
    }
    String what = id.isEmpty() ? "what there is of " + target.kind() : id;
    reports.report(
        Level.WARN,
        LibraryEvent.RETENTION_FAILED,
        ObsErrors.RETENTION_FAILED,
        what + " could not be " + (id.isEmpty() ? "listed" : "deleted"),
        Map.of("kind", target.kind(), "id", id, "cause", String.valueOf(cause)));
  }
}
