package io.streamobs.testkit;

import io.streamobs.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import tools.jackson.databind.JsonNode;

/**
 * Assertions over the bundle of a run, by its files alone.
 *
 * <pre>{@code
 * assertThatBundle(RunBundles.folder(home, run.context()))
 *     .isSound()
 *     .isCompleted()
 *     .hasStages("ingest", "normalise", "publish")
 *     .hasFragments(20)
 *     .hasFragment(7, Outcome.DEGRADED)
 *     .hasStageOutcome(7, "normalise", Outcome.DEGRADED)
 *     .containsNoText("hunter2");
 * }</pre>
 *
 * <p>Look at it when its {@code Obs} is closed: until then it is written about each second.
 * Threads: one. Failure: an {@link java.io.UncheckedIOException} where the bundle cannot be read.
 */
public final class BundleAssert extends AbstractAssert<BundleAssert, Path> {

  private final BundleFiles files;

  BundleAssert(Path bundle) {
    super(bundle, BundleAssert.class);
    this.files = new BundleFiles(bundle);
  }

  /**
   * Nothing in it is damaged or unfinished, and its manifests and indexes say what its journals
   * say: each line has its checksum and number, and all counts agree. A torn last line, as of a
   * process that was killed, is a flaw too.
   */
  public BundleAssert isSound() {
    List<String> problems = BundleAudit.problems(files);
    if (!problems.isEmpty()) {
      failWithMessage("Expected bundle %s to be sound, but%n  %s", actual, joined(problems));
    }
    return this;
  }

  private static String joined(List<String> lines) {
    return String.join(System.lineSeparator() + "  ", lines);
  }

  /** Its run was completed. */
  public BundleAssert isCompleted() {
    return has("status", "completed");
  }

  /** Its run was left unfinished. */
  public BundleAssert isInterrupted() {
    return has("status", "interrupted");
  }

  /** Its run ended so. */
  public BundleAssert hasOutcome(Outcome outcome) {
    return has("outcome", outcome.json());
  }

  private BundleAssert has(String field, String expected) {
    String is = files.manifest().path(field).asString("");
    return check("its " + field + " to be", expected, is);
  }

  private BundleAssert check(String what, Object expected, Object is) {
    if (!expected.equals(is)) {
      failWithMessage("Expected bundle %s: %s %s, but it is %s", actual, what, expected, is);
    }
    return this;
  }

  /** These and no other stages, in the order of their numbers. */
  public BundleAssert hasStages(String... names) {
    List<String> is = new ArrayList<>();
    files.manifest().path("stages").forEach(stage -> is.add(stage.path("stage").asString("")));
    return check("its stages to be", Arrays.asList(names), is);
  }

  /** So many executions of the stage ended so. */
  public BundleAssert hasStageOutcomes(String stage, Outcome outcome, long count) {
    long is = files.stage(stage).path("outcomes").path(outcome.json()).asLong(0);
    return check("the executions of " + stage + " with " + outcome.json() + " to be", count, is);
  }

  /** So many fragments ended or were cut off. */
  public BundleAssert hasFragments(long count) {
    long is = files.manifest().path("fragments").path("count").asLong(0);
    return check("its number of fragments to be", count, is);
  }

  /** The fragment ended so, the last time that it came. */
  public BundleAssert hasFragment(long seq, Outcome outcome) {
    return check(
        "the outcome of fragment " + seq + " to be",
        outcome.json(),
        fragment(seq).path("outcome").asString("missing"));
  }

  /** The stage of that fragment ended so, the last time that it came. */
  public BundleAssert hasStageOutcome(long seq, String stage, Outcome outcome) {
    return check(
        "the outcome of " + stage + " in fragment " + seq + " to be",
        outcome.json(),
        fragment(seq).path("stages").path(stage).asString("missing"));
  }

  private JsonNode fragment(long seq) {
    JsonNode last = files.manifest().path("no such fragment");
    for (JsonNode line : files.fragments()) {
      if (line.path("fragmentSeq").asLong(-1) == seq) {
        last = line;
      }
    }
    return last;
  }

  /** The stage, outside fragments, produced something of that kind. */
  public BundleAssert hasOutput(String stage, String kind) {
    List<String> kinds = new ArrayList<>();
    files.stage(stage).path("outputs").forEach(out -> kinds.add(out.path("kind").asString("")));
    if (!kinds.contains(kind)) {
      failWithMessage(
          "Expected bundle %s: stage %s to have an output %s, but it has %s",
          actual, stage, kind, kinds);
    }
    return this;
  }

  /**
   * What one stage, outside fragments, produced is what another one read: by its checksum, or by
   * its path where it has none.
   */
  public BundleAssert hasLineage(String from, String kind, String to) {
    Set<String> made = new HashSet<>();
    for (JsonNode output : files.stage(from).path("outputs")) {
      if (output.path("kind").asString("").equals(kind)) {
        made.add(identity(output));
      }
    }
    for (JsonNode input : files.stage(to).path("inputs")) {
      if (made.contains(identity(input))) {
        return this;
      }
    }
    failWithMessage(
        "Expected bundle %s: stage %s to read what stage %s made as %s, but it does not",
        actual, to, from, kind);
    return this;
  }

  private static String identity(JsonNode asset) {
    return asset.path("sha256").asString(asset.path("path").asString("in memory"));
  }

  /** No file contains any of the texts. They are not repeated in the failure. */
  public BundleAssert containsNoText(String... texts) {
    List<String> found = new ArrayList<>();
    for (Path file : files.all()) {
      String content = new String(BundleFiles.bytes(file), StandardCharsets.UTF_8);
      if (Arrays.stream(texts).anyMatch(content::contains)) {
        found.add(files.shown(file));
      }
    }
    if (!found.isEmpty()) {
      failWithMessage(
          "Expected bundle %s to contain no forbidden text, but there is one in%n  %s",
          actual, joined(found));
    }
    return this;
  }
}
