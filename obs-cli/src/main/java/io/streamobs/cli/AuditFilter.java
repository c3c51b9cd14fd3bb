package io.streamobs.cli;

import io.streamobs.spi.home.SafeNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Of which stream and run entries of an audit are. */
final class AuditFilter {

  @Option(names = "--stream", paramLabel = "S", description = "Only what is of the stream.")
  private @Nullable String stream;

  @Option(names = "--run", paramLabel = "R", description = "Only what is of the run.")
  private @Nullable String run;

  boolean fits(JsonNode entry) {
    String[] id = Texts.text(entry, "id").split("/", 2);
    return fits(stream, Texts.text(entry, "streamId"), id[0])
        && fits(run, Texts.text(entry, "runId"), id.length > 1 ? id[1] : "");
  }

  // By its id; or by its name in the home, where the entry has no more.
  private static boolean fits(@Nullable String asked, String id, String name) {
    return asked == null || asked.equals(id) || SafeNames.of(asked).equals(name);
  }
}
