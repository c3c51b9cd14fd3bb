package io.streamobs.internal.pipeline;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the reports among an output's lines say was lost. */
final class LossReports {

  private LossReports() {}

  /** On the way to {@code sink}: in the queue, or by the sink itself. */
  static long lost(Collection<JsonNode> lines, String sink) {
    return last(lines).stream()
        .filter(details -> Set.of("queue", sink).contains(details.get("where").asString()))
        .mapToLong(details -> details.get("count").asLong())
        .sum();
  }

  /** Of the reports with the same place, reason and start the last one counts. */
  static Collection<JsonNode> last(Collection<JsonNode> lines) {
    Map<List<String>, JsonNode> last = new HashMap<>();
    lines.stream()
        .filter(line -> line.get("event").asString().equals("records_dropped"))
        .map(line -> line.get("details"))
        .forEach(details -> last.put(episode(details), details));
    return last.values();
  }

  private static List<String> episode(JsonNode details) {
    return Stream.of("where", "reason", "seq_from").map(n -> details.get(n).asString()).toList();
  }
}
