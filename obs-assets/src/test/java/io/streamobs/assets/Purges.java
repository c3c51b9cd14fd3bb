package io.streamobs.assets;

import io.streamobs.assets.internal.retention.BundleTargets;
import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Purges bundles of a home as a retention does, by a clock that is an hour ahead. */
final class Purges implements Purge.Listener {

  static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
  private static final JsonMapper MAPPER = new JsonMapper();

  final RetentionTarget target;
  final List<String> deleted = new ArrayList<>();
  final List<Exception> failures = new ArrayList<>();
  private final Path home;
  private final Trash trash;
  private final Audit audit;

  Purges(Path home, Disk disk) {
    this.home = home;
    this.trash = new Trash(disk, home);
    this.target = BundleTargets.on(disk, home, LATER);
    this.audit = Audit.of(disk, home, null, InstantSource.system());
  }

  static Purges of(Path home) {
    return new Purges(home, Disk.LOCAL);
  }

  RetentionItem only() throws IOException {
    List<RetentionItem> items = target.items();
    if (items.size() != 1) {
      throw new AssertionError("items: " + items);
    }
    return items.get(0);
  }

  /** What may go, all of it or its media. */
  Purges purge(RetentionPart part) throws IOException {
    return purge(part, target.items().stream().filter(item -> item.kept() == null).toList());
  }

  Purges purge(RetentionPart part, List<RetentionItem> items) {
    Purge.audited(audit, "a test", this)
        .run(
            target,
            items.stream().map(item -> new Deletion(item, part, "max-age", "old")).toList());
    return this;
  }

  /** Ends what the audit has as begun. */
  void resume() throws IOException {
    // What a crash cut behind the last line goes with the next one.
    audit.append(AuditEntry.of("purges_resumed", "a test", "a crash"));
    for (JsonNode intent : open()) {
      RetentionItem item =
          RetentionItem.of(
              intent.get("id").asString(), 0, Instant.parse(intent.get("newest").asString()));
      String id = intent.get("purge").asString();
      RetentionPart part =
          RetentionPart.valueOf(intent.get("part").asString().toUpperCase(java.util.Locale.ROOT));
      Freed freed = target.remove(item, part, id);
      target.force();
      freed = freed.plus(target.free(item.id(), part, id));
      AuditEntry about =
          AuditEntry.of(AuditEntry.PURGE_INTENDED, "a test", "old")
              .with("purge", id)
              .with("kind", target.kind())
              .with("id", item.id())
              .with("part", part.json());
      audit.append(Purge.done(about, freed));
    }
    for (String id : trash.ids()) { // whose end is on the audit, and not on the disk
      trash.delete(home.resolve("runs/any/one"), id);
    }
  }

  private List<JsonNode> open() throws IOException {
    Map<String, JsonNode> open = new LinkedHashMap<>();
    for (JsonNode entry : entries()) {
      if (entry.get("action").asString().equals(AuditEntry.PURGE_INTENDED)) {
        open.put(entry.get("purge").asString(), entry);
      } else {
        open.remove(entry.path("purge").asString(""));
      }
    }
    return List.copyOf(open.values());
  }

  List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    audit.read(entry -> entries.add(MAPPER.readTree(entry)));
    return entries;
  }

  /** The ids of which the audit says that it is done. */
  List<String> done() throws IOException {
    return entries().stream()
        .filter(entry -> entry.get("action").asString().equals(AuditEntry.PURGE_DONE))
        .map(entry -> entry.get("id").asString())
        .toList();
  }

  List<String> auditProblems() throws IOException {
    return audit.verify(null).problems();
  }

  @Override
  public void deleted(RetentionTarget of, Deletion deletion, Freed freed) {
    deleted.add(deletion.item().id());
  }

  @Override
  public void failed(RetentionTarget of, Deletion deletion, Exception cause) {
    failures.add(cause);
  }

  @Override
  public void unaudited(IOException cause) {
    failures.add(cause);
  }
}
