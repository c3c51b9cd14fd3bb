package io.streamobs.cli;

import io.streamobs.spi.home.SafeNames;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which run is meant. */
final class RunChoice {

  private static final int MOST_NAMED = 5;

  @Option(
      names = "--stream",
      paramLabel = "S",
      description = "The stream. May be left out where there is only one.")
  private @Nullable String stream;

  @Option(
      names = "--run",
      paramLabel = "R",
      description = "The run. May be left out where there is only one.")
  private @Nullable String run;

  /** The bundles that fit. */
  List<Bundle> all(Home home) {
    return home.bundles().stream()
        .filter(bundle -> stream == null || stream.equals(bundle.streamId()))
        .filter(bundle -> run == null || run.equals(bundle.runId()))
        .toList();
  }

  /** The one that fits. */
  Bundle one(Home home) {
    List<Bundle> fitting = all(home);
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    if (fitting.isEmpty()) {
      throw CliException.badInput(
          CliErrors.NOT_FOUND, "no run" + asked() + " has a bundle in " + home.path());
    }
    StringBuilder names = new StringBuilder();
    fitting.stream()
        .limit(MOST_NAMED)
        .forEach(
            bundle ->
                names
                    .append(System.lineSeparator())
                    .append("  --stream ")
                    .append(bundle.streamId())
                    .append(" --run ")
                    .append(bundle.runId()));
    if (fitting.size() > MOST_NAMED) {
      names.append(System.lineSeparator()).append("  …");
    }
    throw CliException.badInput(
        CliErrors.AMBIGUOUS, fitting.size() + " runs fit; say which:" + names);
  }

  /** Where the one that fits lies, also where its manifest is missing. */
  Path folder(Home home) {
    String ofStream = stream;
    String ofRun = run;
    if (ofStream == null || ofRun == null) {
      return one(home).path();
    }
    return home.path().resolve("runs").resolve(SafeNames.of(ofStream)).resolve(SafeNames.of(ofRun));
  }

  private String asked() {
    return (run == null ? "" : " " + run) + (stream == null ? "" : " of stream " + stream);
  }
}
