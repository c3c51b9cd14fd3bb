package io.streamobs.spi;

import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.TwoThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does what a {@link RetentionPlan} says: the one way in which something in a home is deleted. The
 * audit has first that it is meant to be, then what came of it; both are brought to the disk for
 * some hundred deletions at a time.
 *
 * <p>Threads: one. Where several processes could purge the same target, its caller keeps the others
 * out. Failure: one deletion costs the others nothing.
 */
public final class Purge {

  private static final int AT_ONCE = 256;

  /** Hears what came of each. */
  public interface Listener {

    /** It is gone. */
    void deleted(RetentionTarget target, Deletion deletion, Freed freed);

    /**
     * It is not, or some of its space is not free yet.
     *
     * @param cause a {@link RetentionRefusedException} where it must be kept now
     */
    void failed(RetentionTarget target, Deletion deletion, Exception cause);

    /** The audit could not be written. */
    void unaudited(IOException cause);
  }

  private final @Nullable Audit audit;
  private final boolean mustAudit;
  private final String actor;
  private final Listener listener;
  private final boolean inTwo;

  private Purge(
      @Nullable Audit audit, boolean mustAudit, String actor, Listener listener, boolean inTwo) {
    this.audit = audit;
    this.mustAudit = mustAudit;
    this.actor = actor;
    this.listener = listener;
    this.inTwo = inTwo;
  }

  /**
   * @param actor who or what does it, for the audit
   */
  public static Purge audited(Audit audit, String actor, Listener listener) {
    return new Purge(audit, /* mustAudit= */ true, actor, listener, /* inTwo= */ false);
  }

  /**
   * For what would fill the disk if it waited for its audit.
   *
   * @param audit null for none
   */
  public static Purge auditedIfPossible(@Nullable Audit audit, String actor, Listener listener) {
    return new Purge(audit, /* mustAudit= */ false, actor, listener, /* inTwo= */ false);
  }

  /**
   * The same with two threads that give space back, for a process that has nothing else to do: they
   * wait for the disk most of the time.
   */
  public Purge inTwoThreads() {
    return new Purge(audit, mustAudit, actor, listener, /* inTwo= */ true);
  }

  /** Deletes, in this order. Where the audit cannot be written the rest is left. */
  public void run(RetentionTarget target, List<Deletion> deletions) {
    for (int from = 0; from < deletions.size(); from += AT_ONCE) {
      int to = Math.min(deletions.size(), from + AT_ONCE);
      if (!runSome(target, deletions.subList(from, to))) {
        return;
      }
    }
  }

  private boolean runSome(RetentionTarget target, List<Deletion> deletions) {
    List<PurgeStep> steps = new ArrayList<>();
    List<AuditEntry> intents = new ArrayList<>();
    for (Deletion deletion : deletions) {
      try {
        PurgeStep step = new PurgeStep(target, deletion, actor);
        intents.add(step.intent());
        steps.add(step);
      } catch (IOException | RuntimeException e) {
        listener.failed(target, deletion, e);
      }
    }
    boolean announced = append(intents);
    if (!announced && mustAudit) {
      return false;
    }
    List<AuditEntry> entries = new ArrayList<>(announced ? List.of() : intents);
    entries.addAll(carriedOut(target, steps)); // a result alone would end somebody else's
    return append(entries) || !mustAudit;
  }

  private boolean append(List<AuditEntry> entries) {
    if (audit == null || entries.isEmpty()) {
      return true;
    }
    try {
      audit.append(entries);
      return true;
    } catch (IOException | RuntimeException e) {
      listener.unaudited(e instanceof IOException known ? known : new IOException(e));
      return false;
    }
  }

  private List<AuditEntry> carriedOut(RetentionTarget target, List<PurgeStep> steps) {
    List<AuditEntry> results = new ArrayList<>();
    List<PurgeStep> removed = new ArrayList<>();
    for (PurgeStep step : steps) {
      try {
        remove(step);
        removed.add(step);
      } catch (IOException | RuntimeException e) {
        if (step.isNothingDone(e)) {
          results.add(step.failed(e));
        }
        listener.failed(target, step.deletion(), e);
      }
    }
    for (PurgeStep step : gone(target, removed)) {
      results.add(step.done());
      listener.deleted(target, step.deletion(), step.freed());
    }
    return results;
  }

  // What must be written first may need the room that is kept for that.
  private void remove(PurgeStep step) throws IOException {
    try {
      step.remove();
    } catch (RetentionRefusedException e) {
      throw e;
    } catch (IOException e) {
      if (audit == null || !audit.giveRoom()) {
        throw e;
      }
      step.remove();
    }
  }

  // Forced before, or a cut of the power could bring back what is half deleted by then; and after,
  // or it could bring back what the audit has as deleted. Without a result it is open, and whoever
  // comes next goes on with it.
  private List<PurgeStep> gone(RetentionTarget target, List<PurgeStep> removed) {
    if (!isForced(target, removed)) {
      return List.of();
    }
    free(removed);
    List<PurgeStep> gone = new ArrayList<>();
    for (PurgeStep step : removed) {
      Exception failure = step.failure();
      if (failure == null) {
        gone.add(step);
      } else {
        listener.failed(target, step.deletion(), failure);
      }
    }
    return isForced(target, gone) ? gone : List.of();
  }

  private void free(List<PurgeStep> removed) {
    if (inTwo && removed.size() > 1) {
      TwoThreads.each(removed.size(), n -> removed.get(n).free());
    } else {
      removed.forEach(PurgeStep::free);
    }
  }

  private boolean isForced(RetentionTarget target, List<PurgeStep> steps) {
    try {
      if (!steps.isEmpty()) {
        target.force();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      steps.forEach(step -> listener.failed(target, step.deletion(), e));
      return false;
    }
  }

  /**
   * The entry that ends a deletion.
   *
   * @param about has at least its id
   */
  public static AuditEntry done(AuditEntry about, Freed freed) {
    return about
        .with("action", AuditEntry.PURGE_DONE)
        .with("files", freed.files())
        .with("bytes", freed.bytes());
  }
}
