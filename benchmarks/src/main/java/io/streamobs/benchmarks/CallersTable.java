package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The callers' costs for a reader: a table for each setting, and what to know about it. */
final class CallersTable {

  private CallersTable() {}

  /**
   * @param calls in the counts of system calls
   */
  static List<String> lines(List<Row> rows, Counts counts, int calls) {
    List<String> lines = new ArrayList<>();
    lines.add("times of single calls; ratios are to the best asynchronous peer of the same round");
    lines.add("B/call: allocated by the caller; syscalls: of its thread in 100,000 calls");
    bySetting(rows).forEach((setting, some) -> add(lines, setting, some));
    lines.add("");
    lines.add(
        "system calls of the caller's thread in %,d calls of a paced thread".formatted(calls));
    counts
        .names()
        .forEach(
            (turn, names) ->
                lines.add("%-8s %-20s %s".formatted(turn.setting().workload(), turn, names)));
    return lines;
  }

  private static Map<Setting, List<Row>> bySetting(List<Row> rows) {
    Map<Setting, List<Row>> settings = new LinkedHashMap<>();
    for (Row row : rows) {
      settings.computeIfAbsent(row.turn().setting(), setting -> new ArrayList<>()).add(row);
    }
    return settings;
  }

  private static void add(List<String> lines, Setting setting, List<Row> rows) {
    lines.add("");
    lines.add("-- " + setting);
    lines.add(Row.head(setting));
    rows.forEach(row -> lines.add(row.toString()));
    rows.stream().filter(Row::isShort).map(CallersTable::note).forEach(lines::add);
  }

  private static String note(Row row) {
    return "note: %s lost %s of its lines, which takes less than to keep them"
        .formatted(row.turn(), row.lostShare());
  }
}
