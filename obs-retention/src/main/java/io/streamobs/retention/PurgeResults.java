package io.streamobs.retention;

import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.AuditHead;
import io.streamobs.retention.PurgeReport.Failure;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what came of deletions.
 *
 * <p>Threads: one.
 */
final class PurgeResults implements Purge.Listener {

  private static final int MOST_FAILURES = 1_000;

  private final Purge.@Nullable Listener also;
  private final Backoff backoff;
  private final List<Failure> failures = new ArrayList<>();
  private Freed freed = Freed.NOTHING;
  private long deleted;
  private long failureCount;
  private @Nullable IOException unaudited;
  private final List<String> troubles = new ArrayList<>();

  /**
   * @param also hears of the same; null for nobody
   * @param backoff hears of it too
   */
  PurgeResults(Purge.@Nullable Listener also, Backoff backoff) {
    this.also = also;
    this.backoff = backoff;
  }

  @Override
  public void deleted(RetentionTarget target, Deletion deletion, Freed what) {
    if (also != null) {
      also.deleted(target, deletion, what);
    }
    backoff.worked(Backoff.key(target.kind(), deletion));
    deleted++;
    freed = freed.plus(what);
  }

  @Override
  public void failed(RetentionTarget target, Deletion deletion, Exception cause) {
    if (also != null) {
      also.failed(target, deletion, cause);
    }
    backoff.failed(Backoff.key(target.kind(), deletion));
    failureCount++;
    if (failures.size() < MOST_FAILURES) {
      boolean refused = cause instanceof RetentionRefusedException;
      String text = refused ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
      failures.add(new Failure(target.kind(), deletion, refused, text));
    }
  }

  @Override
  public void unaudited(IOException cause) {
    unaudited = cause;
  }

  /** Whether the audit could not be written. */
  boolean unaudited() {
    return unaudited != null;
  }

  /** Something else could not be done; the rest goes on. */
  void trouble(String what) {
    if (troubles.size() < MOST_FAILURES) {
      troubles.add(what);
    }
  }

  /**
   * @throws IOException when the audit could not be written; what was not begun then was left
   */
  void throwIfUnaudited() throws IOException {
    if (unaudited != null) {
      throw unaudited;
    }
  }

  /** What came of a plan. */
  PurgeReport report(HomePlan plan, AuditHead head) {
    return new PurgeReport(
        plan, deleted, freed.files(), freed.bytes(), failures, failureCount, troubles, head);
  }
}
