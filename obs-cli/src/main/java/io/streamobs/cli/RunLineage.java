package io.streamobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs run lineage}. */
@Command(
    name = "lineage",
    description = "Shows which stage made what another one read, as a tree or as Mermaid.")
final class RunLineage extends Verb {

  @Mixin private final RunChoice choice = new RunChoice();

  @Option(names = "--mermaid", description = "A Mermaid flow chart instead of a tree.")
  private boolean mermaid;

  @Option(
      names = "--fragment",
      paramLabel = "SEQ",
      description = "In one fragment, where it has a manifest; default: outside of fragments.")
  private @Nullable Long fragment;

  @Override
  public Integer call() {
    Bundle bundle = choice.one(home());
    Lineage lineage = fragment == null ? ofRun(bundle) : ofFragment(bundle, fragment);
    if (lineage.isEmpty()) {
      throw CliException.badInput(
          CliErrors.NOT_FOUND,
          "no stage named inputs or outputs"
              + (fragment == null ? " outside of fragments; see --fragment" : " there"));
    }
    if (asJson()) {
      lineage.json().forEach(this::print);
    } else {
      (mermaid ? lineage.mermaid() : lineage.tree()).forEach(out()::println);
    }
    return 0;
  }

  private static Lineage ofRun(Bundle bundle) {
    Lineage lineage = new Lineage();
    for (JsonNode stage : bundle.manifest().path("stages")) {
      lineage.add(
          Texts.text(stage, "stage"), bundle.json(Texts.text(stage, "folder") + "/manifest.json"));
    }
    return lineage;
  }

  private static Lineage ofFragment(Bundle bundle, long seq) {
    Lineage lineage = new Lineage();
    for (JsonNode pass : bundle.passes(seq)) {
      if (pass.has("manifest")) {
        JsonNode manifest = bundle.json(Texts.text(pass, "manifest"));
        manifest.path("passes").forEach(p -> addStages(p.path("stages"), lineage));
        return lineage;
      }
      addStages(stages(pass.path("assets")), lineage);
    }
    return lineage;
  }

  private static void addStages(JsonNode stages, Lineage lineage) {
    stages.forEach(stage -> lineage.add(Texts.text(stage, "stage"), stage));
  }

  // A fragment that went well has its assets in the index only, one after the other.
  private static ArrayNode stages(JsonNode assets) {
    Map<String, ObjectNode> stages = new LinkedHashMap<>();
    for (JsonNode asset : assets) {
      stages
          .computeIfAbsent(
              Texts.text(asset, "stage"),
              name -> JsonNodeFactory.instance.objectNode().put("stage", name))
          .withArrayProperty(Texts.text(asset, "role") + "s")
          .add(asset);
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    stages.values().forEach(all::add);
    return all;
  }
}
