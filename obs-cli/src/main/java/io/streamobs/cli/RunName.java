package io.streamobs.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The one run that is meant: for verbs that change something, which guess nothing. */
final class RunName {

  @Option(names = "--stream", paramLabel = "S", required = true, description = "The stream.")
  private @Nullable String stream;

  @Option(names = "--run", paramLabel = "R", required = true, description = "The run.")
  private @Nullable String run;

  String stream() {
    return String.valueOf(stream);
  }

  String run() {
    return String.valueOf(run);
  }

  @Override
  public String toString() {
    return "run " + run + " of stream " + stream;
  }
}
