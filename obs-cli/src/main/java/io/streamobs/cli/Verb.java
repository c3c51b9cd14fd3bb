package io.streamobs.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What verbs that print data have in common. */
abstract class Verb implements Callable<Integer> {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Data as JSON, an object a line.")
  private boolean json;

  final boolean asJson() {
    return json;
  }

  final PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  final PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  final Home home() {
    return new Home(root().home());
  }

  final Terminal terminal() {
    return root().terminal();
  }

  private ObsCommand root() {
    return (ObsCommand) Objects.requireNonNull(spec).root().userObject();
  }

  final void print(JsonNode object) {
    out().println(MAPPER.writeValueAsString(object));
  }
}
