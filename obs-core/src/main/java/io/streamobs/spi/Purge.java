package io.streamobs.spi;

import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.Owner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
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

  /** A deletion on its way. */
  private record Step(Deletion deletion, String id, AuditEntry about) {}

  private final @Nullable Audit audit;
  private final boolean mustAudit;
  private final String actor;
  private final Listener listener;

  private Purge(@Nullable Audit audit, boolean mustAudit, String actor, Listener listener) {
    this.audit = audit;
    this.mustAudit = mustAudit;
    this.actor = actor;
    this.listener = listener;
  }

  /**
   * @param actor who or what does it, for the audit
   */
  public static Purge audited(Audit audit, String actor, Listener listener) {
    return new Purge(audit, /* mustAudit= */ true, actor, listener);
  }

  /**
   * For what would fill the disk if it waited for its audit.
   *
   * @param audit null for none
   */
  public static Purge auditedIfPossible(@Nullable Audit audit, String actor, Listener listener) {
    return new Purge(audit, /* mustAudit= */ false, actor, listener);
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
    List<Step> steps = new ArrayList<>();
    List<AuditEntry> intents = new ArrayList<>();
    for (Deletion deletion : deletions) {
      try {
        Step step = step(target, deletion);
        intents.add(intent(target, step));
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

  private Step step(RetentionTarget target, Deletion deletion) {
    String id = String.format("%016x", ThreadLocalRandom.current().nextLong());
    AuditEntry about =
        AuditEntry.of(AuditEntry.PURGE_INTENDED, actor, deletion.reason())
            .with("purge", id)
            .with("kind", target.kind())
            .with("id", deletion.item().id())
            .with("part", deletion.part().json());
    return new Step(deletion, id, about);
  }

  private static AuditEntry intent(RetentionTarget target, Step step) throws IOException {
    RetentionItem item = step.deletion().item();
    AuditEntry entry =
        step.about()
            .with("rule", step.deletion().rule())
            .with("bytes", step.deletion().bytes())
            .with("newest", item.newest())
            .with("owner", Owner.THIS);
    entry = item.streamId() == null ? entry : entry.with("streamId", item.streamId());
    Map<String, Object> more = new LinkedHashMap<>(target.describe(item));
    more.keySet().removeAll(entry.fields().keySet());
    return entry.with(more);
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

  private List<AuditEntry> carriedOut(RetentionTarget target, List<Step> steps) {
    List<AuditEntry> results = new ArrayList<>();
    Map<Step, Freed> removed = new LinkedHashMap<>();
    for (Step step : steps) {
      try {
        removed.put(step, removed(target, step));
      } catch (IOException | RuntimeException e) {
        if (isNothingDone(step, e)) {
          results.add(failed(step, e));
        }
        listener.failed(target, step.deletion(), e);
      }
    }
    if (isGone(target, removed)) {
      removed.forEach(
          (step, freed) -> {
            results.add(done(step.about(), freed));
            listener.deleted(target, step.deletion(), freed);
          });
    }
    return results;
  }

  // Forced before, or a cut of the power could bring back what is half deleted by then; and after,
  // or it could bring back what the audit has as deleted.
  private boolean isGone(RetentionTarget target, Map<Step, Freed> removed) {
    if (!forced(target, removed)) {
      return false;
    }
    removed.entrySet().removeIf(step -> !isFreed(target, step));
    return forced(target, removed);
  }

  // Media go one by one; what was begun is gone on with.
  private static boolean isNothingDone(Step step, Exception cause) {
    return step.deletion().part() == RetentionPart.ALL
        || cause instanceof RetentionRefusedException;
  }

  // What must be written first may need the room that is kept for that.
  private Freed removed(RetentionTarget target, Step step) throws IOException {
    Deletion deletion = step.deletion();
    try {
      return target.remove(deletion.item(), deletion.part(), step.id());
    } catch (RetentionRefusedException e) {
      throw e;
    } catch (IOException e) {
      if (audit == null || !audit.giveRoom()) {
        throw e;
      }
      return target.remove(deletion.item(), deletion.part(), step.id());
    }
  }

  private boolean forced(RetentionTarget target, Map<Step, Freed> steps) {
    try {
      if (!steps.isEmpty()) {
        target.force();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      steps.keySet().forEach(step -> listener.failed(target, step.deletion(), e));
      return false;
    }
  }

  // Without a result it is open, and whoever comes next goes on with it.
  private boolean isFreed(RetentionTarget target, Map.Entry<Step, Freed> removed) {
    Step step = removed.getKey();
    Deletion deletion = step.deletion();
    try {
      Freed more = target.free(deletion.item().id(), deletion.part(), step.id());
      removed.setValue(removed.getValue().plus(more));
      return true;
    } catch (IOException | RuntimeException e) {
      listener.failed(target, deletion, e);
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

  private static AuditEntry failed(Step step, Exception cause) {
    return step.about().with("action", AuditEntry.PURGE_FAILED).with("cause", cause);
  }
}
