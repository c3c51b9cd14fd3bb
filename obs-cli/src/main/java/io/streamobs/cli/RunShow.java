package io.streamobs.cli;

import io.streamobs.retention.Pin;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code obs run show}. */
@Command(name = "show", description = "Shows a run: how it went, its stages, what went wrong.")
final class RunShow extends Verb {

  private static final int MOST_TROUBLES = 10;
  private static final int MESSAGE_CHARS = 70;

  @Mixin private final RunChoice choice = new RunChoice();

  @Override
  public Integer call() {
    Bundle bundle = choice.one(home());
    if (asJson()) {
      print(bundle.manifest());
    } else {
      print(bundle);
    }
    return 0;
  }

  private void print(Bundle bundle) {
    PrintWriter out = out();
    JsonNode manifest = bundle.manifest();
    out.println("run        " + bundle.runId());
    out.println("stream     " + bundle.streamId());
    out.println("status     " + status(bundle));
    out.println("started    " + Texts.time(bundle.started()) + lasted(manifest));
    out.println("fragments  " + fragments(bundle));
    printLosses(manifest, out);
    printCaptures(manifest, out);
    printPin(bundle);
    out.println();
    printStages(manifest.path("stages"), out);
    printTroubles(bundle, out);
    out.println();
    out.println("in         " + bundle.path());
  }

  private static String status(Bundle bundle) {
    String interruption = Texts.text(bundle.manifest(), "interruption");
    return bundle.status()
        + (bundle.outcome().isEmpty() ? "" : ", " + bundle.outcome())
        + (interruption.isEmpty() ? "" : " (" + interruption + ")");
  }

  private static String lasted(JsonNode manifest) {
    return manifest.has("duration_ms")
        ? ", took " + Texts.duration(manifest.get("duration_ms").asLong(0))
        : "";
  }

  private static String fragments(Bundle bundle) {
    JsonNode fragments = bundle.manifest().path("fragments");
    StringBuilder text = new StringBuilder(fragments.path("count").asString("0"));
    String gap = ": ";
    for (var outcome : fragments.path("outcomes").properties()) {
      if (outcome.getValue().asLong(0) > 0) {
        text.append(gap).append(outcome.getValue().asLong()).append(' ').append(outcome.getKey());
        gap = ", ";
      }
    }
    return text.toString();
  }

  private static void printLosses(JsonNode manifest, PrintWriter out) {
    long lost = manifest.path("records_lost").asLong(0);
    if (lost > 0) {
      out.println("lost       " + lost + " records; what is shown may lack something");
    }
  }

  private static void printCaptures(JsonNode manifest, PrintWriter out) {
    for (JsonNode instance : manifest.path("instances")) {
      JsonNode capture = instance.path("capture");
      if (capture.has("reason")) {
        String amount =
            capture.has("assets")
                ? capture.get("assets").asLong(0) + " contents"
                : "contents until " + Texts.text(capture, "until");
        String text = Texts.cut(amount + ": " + Texts.text(capture, "reason"), MESSAGE_CHARS);
        out.println("captured   " + text);
      }
    }
  }

  private void printPin(Bundle bundle) {
    Pin pin = Pinned.in(home()).of(bundle);
    if (pin != null) {
      String text = Texts.time(pin.until().toString()) + ": " + pin.reason();
      out().println("pinned     until " + Texts.cut(text, MESSAGE_CHARS - "until ".length()));
    }
  }

  private static void printStages(JsonNode stages, PrintWriter out) {
    Table table =
        new Table(
            "stage", ">runs", ">ok", ">degraded", ">failed", ">other", ">p50", ">p95", ">max");
    for (JsonNode stage : stages) {
      JsonNode outcomes = stage.path("outcomes");
      JsonNode latency = stage.path("latency");
      table.row(
          Texts.cut(Texts.text(stage, "stage"), 24),
          stage.path("executions").asString("0"),
          Texts.count(outcomes.path("success").asLong(0)),
          Texts.count(outcomes.path("degraded").asLong(0)),
          Texts.count(outcomes.path("failure").asLong(0)),
          Texts.count(
              outcomes.path("skipped").asLong(0)
                  + outcomes.path("unmarked").asLong(0)
                  + outcomes.path("interrupted").asLong(0)),
          Texts.duration(latency.path("p50_ms").asLong(0)),
          Texts.duration(latency.path("p95_ms").asLong(0)),
          Texts.duration(latency.path("max_ms").asLong(0)));
    }
    table.print(out);
  }

  private static void printTroubles(Bundle bundle, PrintWriter out) {
    int printed = 0;
    for (JsonNode stage : bundle.manifest().path("stages")) {
      JsonNode manifest = bundle.json(Texts.text(stage, "folder") + "/manifest.json");
      for (String kind : new String[] {"errors", "warnings"}) {
        for (JsonNode trouble : manifest.path(kind)) {
          if (printed == MOST_TROUBLES) {
            out.println("…          more in the stages' manifests");
            return;
          }
          if (printed++ == 0) {
            out.println();
          }
          out.println(line(trouble));
        }
      }
    }
  }

  private static String line(JsonNode trouble) {
    String where =
        trouble.has("fragmentSeq") ? "fragment " + trouble.get("fragmentSeq").asLong() : "run";
    String code = Texts.text(trouble, "error_code");
    String text =
        "%-12s  %s%s"
            .formatted(where, Texts.text(trouble, "message"), code.isEmpty() ? "" : " " + code);
    return Texts.cut(text, MESSAGE_CHARS + 10);
  }
}
