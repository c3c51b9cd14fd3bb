package io.streamobs.benchmarks;

import io.streamobs.assets.BundleVerification;
import io.streamobs.audit.AuditEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks, once the worker is gone, whether everything in its home is as it should be. */
final class SoakCheck {

  private final Path home;
  private final SoakWorkers workers;
  private final List<String> problems = new ArrayList<>();
  private final SoakAudit audit;
  private final Set<String> left;

  SoakCheck(Path home, SoakWorkers workers, String pinned) throws IOException {
    this.home = home;
    this.workers = workers;
    this.audit = SoakAudit.of(home, lastHead());
    this.left = left();
    audit();
    bundles();
    runs();
    expect(left.contains(pinned), "the pinned run " + pinned + " is gone");
  }

  // The newest that any log file has.
  private String lastHead() throws IOException {
    JsonNode last = null;
    for (Path file : entries(home.resolve("logs"))) {
      try (Stream<String> lines = Files.lines(file)) {
        for (String line : (Iterable<String>) lines::iterator) {
          JsonNode applied = applied(line);
          if (applied != null && (last == null || n(applied) > n(last))) {
            last = applied;
          }
        }
      }
    }
    if (last == null) {
      throw new IOException("the log never said where the audit ends");
    }
    return last.path("details").path("audit_head").asString();
  }

  private static @Nullable JsonNode applied(String line) {
    try {
      return line.contains("\"retention_applied\"") ? JsonMapper.shared().readTree(line) : null;
    } catch (JacksonException torn) { // by a kill
      return null;
    }
  }

  private static long n(JsonNode applied) {
    return applied.path("details").path("audit_n").asLong();
  }

  private Set<String> left() throws IOException {
    Set<String> left = new TreeSet<>();
    for (Path stream : entries(home.resolve("runs"))) {
      for (Path run : entries(stream)) {
        left.add(stream.getFileName() + "/" + run.getFileName());
      }
    }
    return left;
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
        all.forEach(entries::add);
      }
    }
    return entries;
  }

  private void audit() {
    audit.problems().forEach(problem -> problems.add("audit: " + problem));
    long results = audit.count(AuditEntry.PURGE_DONE) + audit.count(AuditEntry.PURGE_FAILED);
    expect(
        audit.count(AuditEntry.PURGE_INTENDED) == results,
        audit.count(AuditEntry.PURGE_INTENDED) + " intents have " + results + " results");
    expect(audit.open() == 0, audit.open() + " deletions are open");
  }

  private void bundles() throws IOException {
    for (String run : left) {
      BundleVerification found = BundleVerification.of(home.resolve("runs").resolve(run));
      expect(found.isSound(), run + ": " + found.problems());
    }
    List<Path> trash = entries(home.resolve("trash"));
    expect(trash.isEmpty(), trash.size() + " folders are left in the trash");
  }

  private void runs() {
    Map<String, Instant> purged = audit.purgedRuns();
    for (String run : workers.begun().keySet()) {
      expect(left.contains(run) != purged.containsKey(run), run + " is gone, and nobody said so");
    }
    purged.forEach(
        (run, when) ->
            expect(
                !when.isBefore(workers.over().getOrDefault(run, Instant.MAX)),
                run + " went while it was active"));
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }

  List<String> problems() {
    return problems;
  }

  SoakAudit audits() {
    return audit;
  }

  /** Runs that are still there. */
  int runsLeft() {
    return left.size();
  }
}
