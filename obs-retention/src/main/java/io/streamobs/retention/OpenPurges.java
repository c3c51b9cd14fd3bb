package io.streamobs.retention;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.Owner;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deletions that the audit has as meant to be, and no word of what came of them: whoever began them
 * was killed, or could not delete all. They are gone on with; or ended as not done, where nothing
 * was.
 *
 * <p>Threads: one, of all processes.
 */
final class OpenPurges {

  // Log files are deleted beside, by those who write them.
  private static final Duration IN_HAND = Duration.ofMinutes(1);
  // It becomes the name of a folder.
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Audit audit;
  private final List<RetentionTarget> targets;
  private final Trash trash;
  private final String actor;
  private final Instant now;

  OpenPurges(Audit audit, List<RetentionTarget> targets, Trash trash, String actor, Instant now) {
    this.audit = audit;
    this.targets = targets;
    this.trash = trash;
    this.actor = actor;
    this.now = now;
  }

  /**
   * Goes on with all, and empties the trash of whatever nobody has on the audit: that was moved
   * away, say.
   *
   * @param pinned the ids of what must not lose anything now
   * @return whether none is open any more
   * @throws IOException when the audit cannot be read or written
   */
  boolean finish(Set<String> pinned, PurgeResults results) throws IOException {
    Set<String> left = new HashSet<>();
    if (audit.head().open() > 0) {
      for (Map.Entry<String, JsonNode> intent : open().entrySet()) {
        boolean isPinned =
            isOfMedia(intent.getValue()) && pinned.contains(text(intent.getValue(), "id"));
        if (isPinned || !isFinished(intent.getKey(), intent.getValue(), results)) {
          left.add(intent.getKey());
        }
      }
    }
    for (String id : trash.ids()) {
      if (!left.contains(id)) {
        emptied(id, results);
      }
    }
    return left.isEmpty();
  }

  private static boolean isOfMedia(JsonNode intent) {
    return text(intent, "part").equals(RetentionPart.MEDIA.json());
  }

  private void emptied(String id, PurgeResults results) throws IOException {
    Disk.Deleted deleted;
    try {
      deleted = trash.deleteStray(id);
      trash.force();
    } catch (IOException e) { // a folder that is forbidden, say; the rest goes on
      results.trouble("trash/" + id + " cannot be deleted: " + e);
      return;
    }
    audit.append(
        AuditEntry.of("trash_emptied", actor, "no open deletion is known of it")
            .with("id", id)
            .with("files", deleted.files())
            .with("bytes", deleted.bytes()));
  }

  private Map<String, JsonNode> open() throws IOException {
    Map<String, JsonNode> open = new LinkedHashMap<>();
    audit.read(entry -> note(entry, open));
    return open;
  }

  private static void note(String text, Map<String, JsonNode> open) {
    try {
      JsonNode entry = MAPPER.readTree(text);
      switch (text(entry, "action")) {
        case AuditEntry.PURGE_INTENDED -> open.put(text(entry, "purge"), entry);
        case AuditEntry.PURGE_DONE, AuditEntry.PURGE_FAILED -> open.remove(text(entry, "purge"));
        default -> {}
      }
    } catch (JacksonException e) { // a verification tells
      return;
    }
  }

  private @Nullable RetentionTarget target(String kind) {
    return targets.stream().filter(target -> target.kind().equals(kind)).findFirst().orElse(null);
  }

  private boolean isInHand(JsonNode intent) {
    Owner owner = Owner.parse(text(intent, "owner"));
    return owner != null
        && owner.isAlive()
        && time(intent, "ts", Instant.EPOCH).isAfter(now.minus(IN_HAND));
  }

  private boolean isFinished(String purge, JsonNode intent, Purge.Listener listener)
      throws IOException {
    RetentionTarget target = target(text(intent, "kind"));
    return target != null
        && ID.matcher(purge).matches()
        && !isInHand(intent)
        && isFinished(intent, target, listener);
  }

  private boolean isFinished(JsonNode intent, RetentionTarget target, Purge.Listener listener)
      throws IOException {
    RetentionItem item =
        RetentionItem.of(text(intent, "id"), intent.path("bytes").asLong(0), Instant.MAX);
    RetentionPart part = isOfMedia(intent) ? RetentionPart.MEDIA : RetentionPart.ALL;
    Deletion deletion = new Deletion(item, part, text(intent, "rule"), text(intent, "reason"));
    AuditEntry about = about(intent);
    Freed freed;
    try {
      freed = freed(target, deletion, text(intent, "purge"));
    } catch (IOException | RuntimeException e) {
      listener.failed(target, deletion, e);
      return false;
    }
    if (freed == null) {
      audit.append(
          about
              .with("action", AuditEntry.PURGE_FAILED)
              .with("cause", "cut off before anything was deleted"));
    } else {
      audit.append(Purge.done(about, freed));
      listener.deleted(target, deletion, freed);
    }
    return true;
  }

  private AuditEntry about(JsonNode intent) {
    AuditEntry about =
        AuditEntry.of(AuditEntry.PURGE_DONE, actor, text(intent, "reason")).with("resumed", true);
    for (String name : List.of("purge", "kind", "id", "part")) {
      about = about.with(name, text(intent, name));
    }
    return about;
  }

  /** Null where nothing was deleted. */
  private static @Nullable Freed freed(RetentionTarget target, Deletion deletion, String purge)
      throws IOException {
    String id = deletion.item().id();
    if (deletion.part() == RetentionPart.MEDIA && target.holds(id)) {
      Freed removed = target.remove(deletion.item(), deletion.part(), purge);
      target.force();
      return removed.plus(target.free(id, deletion.part(), purge));
    }
    Freed freed = target.free(id, deletion.part(), purge);
    target.force();
    return freed.files() == 0 && target.holds(id) ? null : freed;
  }

  private static Instant time(JsonNode entry, String name, Instant absent) {
    try {
      return Instant.parse(text(entry, name));
    } catch (RuntimeException e) { // written by another version, or by hand
      return absent;
    }
  }

  private static String text(JsonNode entry, String name) {
    return entry.path(name).asString("");
  }
}
