package io.streamobs.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of one contender.
 *
 * @param completed calls that returned while nobody read
 * @param longestNanos the longest of them, or the one that hung, as long as it was watched
 * @param hung whether a call did not return for as long as it was watched
 * @param present lines that were there when the reader had come back
 * @param reported lost records by the contender's own word in its output; null where it has none
 * @param addsUp whether lines present and lost ones reported are all numbers given out; null where
 *     there are no numbers
 */
record StalledRow(
    StalledContender contender,
    int emitted,
    int completed,
    long longestNanos,
    boolean hung,
    long present,
    @Nullable Long reported,
    @Nullable Boolean addsUp) {

  static final String HEAD =
      "%-27s %14s %10s %8s %8s %9s %8s"
          .formatted(
              "contender", "longest call", "completed", "present", "lost", "reported", "adds up");

  /**
   * @param said calls, the longest in ns, and whether one hung
   * @param output the lines that arrived
   */
  static StalledRow of(StalledContender contender, int emitted, String said, List<String> output) {
    String[] words = said.split(" ");
    boolean ours = contender == StalledContender.OBS;
    List<JsonNode> records =
        ours ? output.stream().map(line -> JsonMapper.shared().readTree(line)).toList() : List.of();
    long reported = reported(records);
    return new StalledRow(
        contender,
        emitted,
        Integer.parseInt(words[0]),
        Long.parseLong(words[1]),
        Boolean.parseBoolean(words[2]),
        output.stream().filter(line -> line.contains("loudness")).count(),
        ours ? reported : null,
        ours ? records.size() + reported == lastNumber(records) : null);
  }

  // Of the reports with the same place, reason and start the last one counts.
  private static long reported(List<JsonNode> records) {
    Map<List<String>, Long> last = new HashMap<>();
    for (JsonNode record : records) {
      if (record.path("event").asString("").equals("records_dropped")) {
        JsonNode details = record.get("details");
        last.put(
            List.of(
                details.get("where").asString(),
                details.get("reason").asString(),
                details.get("seq_from").asString()),
            details.get("count").asLong());
      }
    }
    return last.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long lastNumber(List<JsonNode> records) {
    return records.stream().mapToLong(record -> record.get("seq").asLong()).max().orElse(0);
  }

  @Override
  public String toString() {
    String longest =
        hung ? "never returned" : String.format(Locale.ROOT, "%.1f ms", longestNanos / 1e6);
    return String.format(
        Locale.ROOT,
        "%-27s %14s %10d %8d %8d %9s %8s",
        contender.name().toLowerCase(Locale.ROOT),
        longest,
        completed,
        present,
        emitted - present,
        reported == null ? "-" : reported,
        addsUp == null ? "-" : addsUp ? "yes" : "no");
  }
}
