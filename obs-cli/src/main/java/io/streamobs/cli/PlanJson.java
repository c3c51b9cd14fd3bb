package io.streamobs.cli;

import io.streamobs.retention.HomePlan;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A plan as objects, one after the other, each with its {@code type}. */
final class PlanJson {

  private PlanJson() {}

  /** The plan, then of each kind what goes, what is kept, and what is in use. */
  static void lines(HomePlan plan, Consumer<JsonNode> line) {
    line.accept(head(plan));
    for (RetentionPlan each : plan.plans()) {
      each.deletions().forEach(deletion -> line.accept(deletion(each.kind(), deletion)));
      each.kept().forEach(item -> line.accept(kept(each.kind(), item)));
      line.accept(usage(each));
    }
  }

  private static ObjectNode head(HomePlan plan) {
    ObjectNode json = object("plan");
    json.put("now", plan.now().toString());
    json.put("deletions", plan.deletionCount());
    json.put("freed_bytes", plan.freedBytes());
    json.put("free_bytes", plan.freeBytes());
    if (plan.minFreeBytes() != null) {
      json.put("min_free_bytes", plan.minFreeBytes());
    }
    plan.notes().forEach(json.putArray("notes")::add);
    plan.troubles().forEach(json.putArray("troubles")::add);
    return json;
  }

  /** Something that goes. */
  static ObjectNode deletion(String kind, Deletion deletion) {
    ObjectNode json = object("deletion");
    put(json, kind, deletion.item());
    json.put("part", deletion.part().json());
    json.put("bytes", deletion.bytes());
    json.put("rule", deletion.rule());
    return json.put("reason", deletion.reason());
  }

  private static ObjectNode kept(String kind, RetentionItem item) {
    ObjectNode json = object("kept");
    put(json, kind, item);
    json.put("bytes", item.bytes());
    return json.put("reason", item.kept());
  }

  private static void put(ObjectNode json, String kind, RetentionItem item) {
    json.put("kind", kind);
    json.put("id", item.id());
    if (item.streamId() != null) {
      json.put("streamId", item.streamId());
    }
    json.put("newest", item.newest().toString());
  }

  private static ObjectNode usage(RetentionPlan plan) {
    Usage usage = Usage.of(plan);
    return object("usage")
        .put("kind", plan.kind())
        .put("count", usage.count())
        .put("bytes", usage.bytes())
        .put("count_after", usage.countAfter())
        .put("bytes_after", usage.bytesAfter());
  }

  /** One without anything but its type. */
  static ObjectNode object(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
