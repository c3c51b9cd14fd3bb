package io.streamobs.cli;

import io.streamobs.retention.Pin;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs run list}. */
@Command(name = "list", description = "Lists the runs of a home, the newest first.")
final class RunList extends Verb {

  @Mixin private final RunChoice choice = new RunChoice();

  @Override
  public Integer call() {
    List<Bundle> bundles = choice.all(home());
    Map<List<String>, Pin> pins = Pinned.in(home()).holding();
    if (asJson()) {
      bundles.forEach(bundle -> print(json(bundle, pins.get(Pinned.key(bundle)))));
    } else if (!bundles.isEmpty()) {
      print(bundles, pins, out());
    }
    return 0;
  }

  private static ObjectNode json(Bundle bundle, @Nullable Pin pin) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("streamId", "runId", "status", "outcome", "started", "ended")) {
      if (bundle.manifest().has(name)) {
        json.set(name, bundle.manifest().get(name));
      }
    }
    json.set("fragments", bundle.manifest().path("fragments").path("outcomes"));
    if (pin != null) {
      json.put("pinned_until", pin.until().toString());
    }
    json.put("path", bundle.path().toString());
    return json;
  }

  private static void print(List<Bundle> bundles, Map<List<String>, Pin> pins, PrintWriter out) {
    Table table = new Table("stream", "run", "status", "outcome", ">fragments", ">not ok", "");
    for (Bundle bundle : bundles) {
      long all = bundle.manifest().path("fragments").path("count").asLong(0);
      long well = bundle.fragments("success") + bundle.fragments("skipped");
      table.row(
          bundle.streamId(),
          bundle.runId(),
          bundle.status(),
          bundle.outcome().isEmpty() ? "-" : bundle.outcome(),
          Long.toString(all),
          Texts.count(all - well),
          pins.containsKey(Pinned.key(bundle)) ? "pinned" : "");
    }
    table.print(out);
  }
}
