package io.streamobs.cli;

import java.io.PrintWriter;
import java.util.List;
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
    if (asJson()) {
      bundles.forEach(bundle -> print(json(bundle)));
    } else if (!bundles.isEmpty()) {
      print(bundles, out());
    }
    return 0;
  }

  private static ObjectNode json(Bundle bundle) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("streamId", "runId", "status", "outcome", "started", "ended")) {
      if (bundle.manifest().has(name)) {
        json.set(name, bundle.manifest().get(name));
      }
    }
    json.set("fragments", bundle.manifest().path("fragments").path("outcomes"));
    json.put("path", bundle.path().toString());
    return json;
  }

  private static void print(List<Bundle> bundles, PrintWriter out) {
    Table table = new Table("stream", "run", "status", "outcome", ">fragments", ">not ok");
    for (Bundle bundle : bundles) {
      long all = bundle.manifest().path("fragments").path("count").asLong(0);
      long well = bundle.fragments("success") + bundle.fragments("skipped");
      table.row(
          bundle.streamId(),
          bundle.runId(),
          bundle.status(),
          bundle.outcome().isEmpty() ? "-" : bundle.outcome(),
          Long.toString(all),
          Texts.count(all - well));
    }
    table.print(out);
  }
}
