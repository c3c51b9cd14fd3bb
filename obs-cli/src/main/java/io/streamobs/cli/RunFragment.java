package io.streamobs.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code obs run fragment}. */
@Command(name = "fragment", description = "Shows a fragment: each stage, and what went wrong.")
final class RunFragment extends Verb {

  private static final int LINE = 80;

  @Mixin private final RunChoice choice = new RunChoice();

  @Parameters(paramLabel = "SEQ", description = "The fragment's sequence number.")
  private long seq;

  @Override
  public Integer call() {
    Bundle bundle = choice.one(home());
    List<JsonNode> passes = bundle.passes(seq);
    if (passes.isEmpty()) {
      throw CliException.badInput(
          CliErrors.NOT_FOUND,
          "no fragment "
              + seq
              + " ended in run "
              + bundle.runId()
              + "; it has "
              + range(bundle.manifest().path("fragments")));
    }
    JsonNode last = passes.get(passes.size() - 1);
    if (!last.has("manifest")) {
      show(last);
    } else {
      show(bundle, bundle.json(last.get("manifest").asString()));
    }
    return 0;
  }

  private static String range(JsonNode fragments) {
    return fragments.has("first")
        ? "fragments from "
            + fragments.get("first").asLong()
            + " to "
            + fragments.get("last").asLong()
        : "no fragments";
  }

  private void show(JsonNode indexed) {
    if (asJson()) {
      print(indexed);
      return;
    }
    PrintWriter out = out();
    printHead(indexed, out);
    Table table = new Table("stage", "outcome");
    indexed
        .path("stages")
        .properties()
        .forEach(stage -> table.row(stage.getKey(), stage.getValue().asString("")));
    table.print(out);
    for (JsonNode asset : indexed.path("assets")) {
      String named = Texts.text(asset, "stage") + ": " + Texts.text(asset, "role") + "s ";
      out.println(Texts.cut(named + text(asset), LINE));
    }
  }

  private void show(Bundle bundle, JsonNode manifest) {
    if (asJson()) {
      print(manifest);
      return;
    }
    for (JsonNode pass : manifest.path("passes")) {
      printPass(pass, out());
    }
    out().println("in        " + bundle.path());
  }

  private void printHead(JsonNode of, PrintWriter out) {
    out.println("fragment  " + seq + ", " + Texts.text(of, "outcome"));
    out.println(
        "started   "
            + Texts.time(Texts.text(of, "started"))
            + (of.has("duration_ms")
                ? ", took " + Texts.duration(of.get("duration_ms").asLong(0))
                : ""));
    if (of.has("media_start_ms")) {
      out.println(
          "media     "
              + of.get("media_start_ms").asLong(0)
              + " to "
              + of.path("media_end_ms").asLong(0)
              + " ms");
    }
    out.println();
  }

  private void printPass(JsonNode pass, PrintWriter out) {
    printHead(pass, out);
    Table table = new Table("stage", "outcome", ">took");
    for (JsonNode stage : pass.path("stages")) {
      table.row(
          Texts.text(stage, "stage"),
          Texts.text(stage, "outcome"),
          Texts.duration(stage.path("duration_ms").asLong(0)));
    }
    table.print(out);
    for (JsonNode stage : pass.path("stages")) {
      printDetails(stage, out);
    }
    out.println();
  }

  private static void printDetails(JsonNode stage, PrintWriter out) {
    String name = Texts.text(stage, "stage");
    if (stage.has("reason")) {
      out.println(Texts.cut(name + ": " + Texts.text(stage, "reason"), LINE));
    }
    if (stage.has("error")) {
      JsonNode error = stage.get("error");
      String text = Texts.text(error, "type") + ": " + Texts.text(error, "message");
      out.println(Texts.cut(name + ": " + Texts.text(stage, "error_code") + " " + text, LINE));
    }
    for (String role : new String[] {"inputs", "outputs", "intermediates"}) {
      for (JsonNode asset : stage.path(role)) {
        out.println(Texts.cut(name + ": " + role + " " + text(asset), LINE));
      }
    }
  }

  // Where its content is comes before where it was.
  private static String text(JsonNode asset) {
    StringBuilder text = new StringBuilder(Texts.text(asset, "kind"));
    if (asset.has("size_bytes")) {
      text.append(' ').append(asset.get("size_bytes").asLong()).append(" B");
    }
    for (String trouble : new String[] {"dropped", "discarded"}) {
      if (asset.has(trouble)) {
        text.append(", ").append(trouble).append(' ').append(Texts.text(asset, trouble));
      }
    }
    if (asset.has("gone")) {
      text.append(", gone");
    }
    String place = Texts.text(asset, asset.has("captured") ? "captured" : "path");
    return place.isEmpty() ? text.toString() : text.append(' ').append(place).toString();
  }
}
