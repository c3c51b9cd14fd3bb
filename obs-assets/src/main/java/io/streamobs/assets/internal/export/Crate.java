package io.streamobs.assets.internal.export;

import io.streamobs.assets.internal.verify.BagVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of an exported run that others can read: RO-Crate 1.1, as a Process Run Crate.
 * All that it says stands in the manifests.
 */
final class Crate {

  private static final String CRATE = "https://w3id.org/ro/crate/1.1";
  private static final String PROFILE = "https://w3id.org/ro/wfrun/process/0.5";
  private static final String TERMS = "https://w3id.org/ro/terms/workflow-run/context";
  // Its lines end alike on every system.
  private static final JsonMapper PRETTY =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")))
          .build();

  private Crate() {}

  /** The metadata file. */
  static byte[] of(RunFiles run) throws IOException {
    CrateGraph graph = new CrateGraph();
    ObjectNode self = graph.entity(BagVerifier.CRATE, "CreativeWork");
    self.set("conformsTo", CrateGraph.reference(CRATE));
    self.set("about", CrateGraph.reference("./"));
    ObjectNode root = graph.entity("./", "Dataset");
    describe(root, run);
    graph.entity(PROFILE, "CreativeWork").put("name", "Process Run Crate").put("version", "0.5");

    CrateFiles files = new CrateFiles(run, graph);
    Set<String> actions = new CrateActions(run, files, graph).make();
    CrateGraph.refer(root, "hasPart", files.parts());
    CrateGraph.refer(root, "mentions", actions);

    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("@context").add(CRATE + "/context").add(TERMS);
    json.set("@graph", graph.json());
    return (PRETTY.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void describe(ObjectNode root, RunFiles run) {
    root.set("conformsTo", CrateGraph.reference(PROFILE));
    root.put("identifier", run.streamId() + "/" + run.runId());
    root.put("name", "Run " + run.runId() + " of stream " + run.streamId());
    root.put("description", "What happened in a run, as it recorded it: " + summary(run));
    root.put("datePublished", run.ended());
    root.put("license", "Not stated; whoever sent it can tell.");
  }

  /** How it went, in a line. */
  static String summary(RunFiles run) {
    JsonNode manifest = run.manifest();
    JsonNode fragments = manifest.path("fragments");
    String outcome = manifest.path("outcome").asString("");
    return manifest.path("status").asString("")
        + (outcome.isEmpty() ? "" : ", " + outcome)
        + "; fragments "
        + counts(fragments.path("count").asString("0"), fragments.path("outcomes"));
  }

  /** How many, and how they ended. */
  static String counts(String all, JsonNode outcomes) {
    StringBuilder text = new StringBuilder(all);
    String gap = ": ";
    for (var outcome : outcomes.properties()) {
      if (outcome.getValue().asLong(0) > 0) {
        text.append(gap).append(outcome.getValue().asLong()).append(' ').append(outcome.getKey());
        gap = ", ";
      }
    }
    return text.toString();
  }
}
