package io.streamobs.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import tools.jackson.databind.json.JsonMapper;

/** The result as a table, and as JSON. */
record Report(Options options, List<Row> rows, Map<Queue, Times> queues, Map<Turn, String> names) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(machine());
    lines.add(
        "medians of %d interleaved rounds, %d thread(s); ratios are to the best async peer"
            .formatted(options.rounds(), options.threads()));
    lines.add("");
    lines.add(Row.HEAD);
    rows.forEach(row -> lines.add(row.toString()));
    lines.add("");
    lines.add("%-20s %s".formatted("burst of " + LaneOffer.BURST + " offers", Times.HEAD));
    queues.forEach((queue, times) -> lines.add(queue + " " + times));
    lines.add("");
    lines.add("system calls of the caller's thread in %,d calls".formatted(options.calls()));
    names.forEach((turn, counted) -> lines.add(turn + " " + counted));
    return lines;
  }

  void write(Path folder, Collection<RunResult> jmh) throws IOException {
    Files.write(folder.resolve("results.txt"), lines());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("machine", machine());
    result.put("options", options);
    result.put("rows", rows);
    Map<String, Times> byQueue = new LinkedHashMap<>();
    queues.forEach((queue, times) -> byQueue.put(queue.toString().strip(), times));
    result.put("queues", byQueue);
    Files.writeString(
        folder.resolve("results.json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
    try (PrintStream out =
        new PrintStream(folder.resolve("jmh.json").toFile(), StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(jmh);
    }
  }

  private static String machine() {
    return "%d processors, %s %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"));
  }
}
