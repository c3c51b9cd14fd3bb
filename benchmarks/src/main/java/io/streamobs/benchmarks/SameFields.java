package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes sure that all contenders do the same work: their lines have the same fields. */
final class SameFields {

  // A record's number in its process, which the peers cannot give.
  private static final Set<String> OURS_ALONE = Set.of("seq");

  private SameFields() {}

  /**
   * @throws IllegalStateException when they do not
   */
  static void check() throws IOException {
    for (Workload workload : Workload.values()) {
      JsonNode ours = line(Contender.OBS, workload);
      for (Contender peer : List.of(Contender.ASYNC, Contender.ASYNC_NEVER_BLOCK)) {
        requireSame(ours, line(peer, workload));
      }
    }
  }

  private static void requireSame(JsonNode ours, JsonNode theirs) {
    Set<String> expected = new TreeSet<>(ours.propertyNames());
    expected.removeAll(OURS_ALONE);
    Set<String> found = new TreeSet<>(theirs.propertyNames());
    if (!found.equals(expected) || !ours.get("message").equals(theirs.get("message"))) {
      throw new IllegalStateException("not the same line:\n  " + ours + "\n  " + theirs);
    }
  }

  /** The one line that a call makes. */
  static JsonNode line(Contender contender, Workload workload) throws IOException {
    Path file = Files.createTempFile("benchmark", ".jsonl");
    try {
      Installation installation = contender.install(file);
      Caller caller = installation.caller(workload);
      caller.before();
      caller.call();
      caller.after();
      caller.close();
      installation.end(1);
      return made(Files.readAllLines(file), workload);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  // Ours has lines of its life around it, and of the set-up's stages.
  private static JsonNode made(List<String> lines, Workload workload) {
    String event = workload == Workload.LINE ? "log_message" : "stage_finished";
    return lines.stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .filter(line -> line.path("event").asString("").equals(event))
        .filter(line -> !line.path("outcome").asString("").equals("skipped"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no line " + event + " in " + lines));
  }
}
