package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes sure that all contenders do the same work: their lines have the same fields, and the same
 * values where these are the same for everybody.
 */
final class SameFields {

  // A record's number in its process, which the peers cannot give.
  private static final Set<String> OURS_ALONE = Set.of("seq");

  // Made anew for each process, scope or line.
  private static final Set<String> DIFFERENT =
      Set.of(
          "ts",
          "runId",
          "instanceId",
          "correlation_id",
          "session_id",
          Correlation.SPAN_ID,
          "duration_ms");

  private SameFields() {}

  /**
   * @throws IllegalStateException when they do not
   */
  static void check() throws IOException, InterruptedException {
    for (Workload workload : Workload.values()) {
      JsonNode ours = line(Contender.OBS, workload);
      for (Contender other : Contender.values()) {
        if (other != Contender.OBS && !other.isFloor() && other.takes(workload)) {
          requireSame(ours, other, line(other, workload));
        }
      }
    }
  }

  /**
   * @throws IllegalStateException when the fields are not the same, or a value is not
   */
  static void requireSame(JsonNode ours, Contender other, JsonNode theirs) {
    Set<String> expected = new TreeSet<>(ours.propertyNames());
    expected.removeAll(OURS_ALONE);
    boolean same = expected.equals(new TreeSet<>(theirs.propertyNames()));
    for (String field : expected) {
      same =
          same
              && (DIFFERENT.contains(field)
                  ? hasBoth(field, ours, theirs)
                  : text(field, ours).equals(text(field, theirs)));
    }
    if (!same) {
      throw new IllegalStateException(
          "not the same line from %s:%n  %s%n  %s".formatted(other, ours, theirs));
    }
    OffsetDateTime.parse(text("ts", theirs));
  }

  private static boolean hasBoth(String field, JsonNode ours, JsonNode theirs) {
    return !text(field, ours).isBlank() && !text(field, theirs).isBlank();
  }

  // A context of strings has a number as a string.
  private static String text(String field, JsonNode line) {
    return line.path(field).asString("");
  }

  /** The one line that a call makes. */
  static JsonNode line(Contender contender, Workload workload)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("benchmark", ".jsonl");
    try {
      if (contender.needsOwnProcess()) {
        String unusedOutput =
            JavaProcess.output(
                OneCall.class, List.of(), contender.name(), workload.name(), file.toString());
      } else {
        OneCall.make(contender, workload, file);
      }
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
