package io.streamobs.internal.retention;

import io.streamobs.ErrorCode;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionTarget;
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
  private final RetentionPolicy policy;
  private final Reports reports;
  private final Set<String> failed = new HashSet<>();

  public Sweep(RetentionTarget target, RetentionPolicy policy, Reports reports) {
    this.target = target;
    this.policy = policy;
    this.reports = reports;
  }

  /**
   * Plans and deletes.
   *
   * @param now the time that ages count from
   * @return what was deleted
   */
  public int run(Instant now) {
    List<RetentionItem> items;
    try {
      items = target.items();
    } catch (IOException | RuntimeException e) {
      fail("", e);
      return 0;
    }
    failed.removeIf(id -> items.stream().noneMatch(item -> item.id().equals(id)));
    int deleted = 0;
    for (Deletion deletion : RetentionPlan.of(policy, items, now).deletions()) {
      deleted += delete(deletion) ? 1 : 0;
    }
    return deleted;
  }

  private boolean delete(Deletion deletion) {
    RetentionItem item = deletion.item();
    try {
      target.delete(item);
    } catch (IOException | RuntimeException e) {
      fail(item.id(), e);
      return false;
    }
    failed.remove(item.id());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", target.kind());
    details.put("id", item.id());
    details.put("bytes", item.bytes());
    details.put("reason", deletion.reason());
    String message = item.id() + " was deleted: " + deletion.reason();
    reports.report(Level.INFO, LibraryEvent.RETENTION_DELETED, null, message, details);
    return true;
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
