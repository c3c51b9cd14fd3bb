package io.streamobs.spi;

import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.Owner;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A deletion on its way, from what is meant to what came of it.
 *
 * <p>Threads: one at a time.
 */
final class PurgeStep {

  private final RetentionTarget target;
  private final Deletion deletion;
  private final String id = String.format("%016x", ThreadLocalRandom.current().nextLong());
  private final AuditEntry about;
  private Freed freed = Freed.NOTHING;
  private @Nullable Exception failure;

  PurgeStep(RetentionTarget target, Deletion deletion, String actor) {
    this.target = target;
    this.deletion = deletion;
    this.about =
        AuditEntry.of(AuditEntry.PURGE_INTENDED, actor, deletion.reason())
            .with("purge", id)
            .with("kind", target.kind())
            .with("id", deletion.item().id())
            .with("part", deletion.part().json());
  }

  Deletion deletion() {
    return deletion;
  }

  /** The entry that comes before it. */
  AuditEntry intent() throws IOException {
    RetentionItem item = deletion.item();
    AuditEntry entry =
        about
            .with("rule", deletion.rule())
            .with("bytes", deletion.bytes())
            .with("newest", item.newest())
            .with("owner", Owner.THIS);
    entry = item.streamId() == null ? entry : entry.with("streamId", item.streamId());
    Map<String, Object> more = new LinkedHashMap<>(target.describe(item));
    more.keySet().removeAll(entry.fields().keySet());
    return entry.with(more);
  }

  void remove() throws IOException {
    freed = target.remove(deletion.item(), deletion.part(), id);
  }

  /** Gives the space back, or keeps why not. */
  void free() {
    try {
      freed = freed.plus(target.free(deletion.item().id(), deletion.part(), id));
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  Freed freed() {
    return freed;
  }

  /** Why the space is not free. */
  @Nullable Exception failure() {
    return failure;
  }

  /** Whether a removal that ended so left all as it was: media go one by one. */
  boolean isNothingDone(Exception cause) {
    return deletion.part() == RetentionPart.ALL || cause instanceof RetentionRefusedException;
  }

  AuditEntry done() {
    return Purge.done(about, freed);
  }

  AuditEntry failed(Exception cause) {
    return about.with("action", AuditEntry.PURGE_FAILED).with("cause", cause);
  }
}
