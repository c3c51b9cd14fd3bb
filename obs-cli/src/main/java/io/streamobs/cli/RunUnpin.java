package io.streamobs.cli;

import io.streamobs.retention.HomeRetention;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code obs run unpin}. */
@Command(
    name = "unpin",
    description = "Takes the pin of a run away, so that policies hold for it again.",
    footerHeading = "%nExamples:%n",
    footer = {"  obs run pins", "  obs run unpin --stream S --run R --reason 'INC-4711 is closed'"})
final class RunUnpin extends Verb {

  @Mixin private final RunName run = new RunName();
  @Mixin private final ByWhom byWhom = new ByWhom();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "on request",
      description = "Why, for the audit. Default: ${DEFAULT-VALUE}.")
  private @Nullable String reason;

  @Override
  public Integer call() {
    HomeRetention retention = byWhom.retention(home()).build();
    boolean was =
        Attempt.at(
            CliErrors.NOT_CHANGED,
            "the pin of " + run + " was not taken away",
            () -> retention.unpin(run.stream(), run.run(), String.valueOf(reason)));
    if (!was) {
      throw CliException.badInput(
          CliErrors.NOT_FOUND, run + " is not pinned; obs run pins shows those that are");
    }
    if (asJson()) {
      print(
          JsonNodeFactory.instance
              .objectNode()
              .put("streamId", run.stream())
              .put("runId", run.run())
              .put("pinned", false));
    } else {
      out().println(run + " is not pinned any more");
    }
    return 0;
  }
}
