package io.streamobs.examples.live;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param media none: the program makes a clip of its own
 */
record DemoOptions(@Nullable Path media, Path home, FaultPlan faults, boolean help) {
  static final String USAGE =
      """
      usage: demo [MEDIA] [--home DIR] [--fail-at N[:STAGE]]

        MEDIA         any file with sound that ffmpeg can read; without one, a clip is made
        --home DIR    where the HLS stream goes, and what a restart needs to resume
        --fail-at N   has fragment N fail, in its stage normalise or (N:publish) publish

      The JSON log goes to stdout, all else to stderr.
      Exit codes: 0 done, 2 wrong usage or bad input, 3 could not do it.
      """;

  /** One stream for each media, so that a run can be resumed with the same media only. */
  String streamId() {
    String name = media == null ? DemoClip.NAME : String.valueOf(media.getFileName());
    return "demo-" + name.replaceFirst("\\.[^.]*$", "");
  }

  static DemoOptions parse(Path defaultHome, String... args) throws DemoFailure {
    DemoOptions options = new DemoOptions(null, defaultHome, FaultPlan.NONE, false);
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      String arg = rest.pop();
      switch (arg) {
        case "--home" -> options = options.withHome(path(value(arg, rest)));
        case "--fail-at" -> options = options.withFaults(FaultPlan.parse(value(arg, rest)));
        case "--help", "-h" -> options = options.withHelp();
        case "--" -> options = rest.isEmpty() ? options : options.withMedia(rest.pop());
        default -> options = arg.startsWith("-") ? unknown(arg) : options.withMedia(arg);
      }
    }
    return options;
  }

  private DemoOptions withMedia(String name) throws DemoFailure {
    if (media != null) {
      throw new DemoFailure(LiveErrors.USAGE, "One media file at a time: what is " + name + "?");
    }
    return new DemoOptions(path(name), home, faults, help);
  }

  private DemoOptions withHome(Path newHome) {
    return new DemoOptions(media, newHome, faults, help);
  }

  private DemoOptions withFaults(FaultPlan newFaults) {
    return new DemoOptions(media, home, newFaults, help);
  }

  private DemoOptions withHelp() {
    return new DemoOptions(media, home, faults, true);
  }

  private static String value(String option, Deque<String> rest) throws DemoFailure {
    if (rest.isEmpty() || rest.peek().isEmpty()) {
      throw new DemoFailure(LiveErrors.USAGE, option + " needs a value.");
    }
    return rest.pop();
  }

  private static Path path(String name) throws DemoFailure {
    try {
      if (!name.isEmpty()) {
        return Path.of(name);
      }
    } catch (InvalidPathException e) {
      // Said below, as for a name that is empty.
    }
    throw new DemoFailure(LiveErrors.USAGE, "'" + name + "' is not the name of a file.");
  }

  private static DemoOptions unknown(String option) throws DemoFailure {
    throw new DemoFailure(LiveErrors.USAGE, "There is no option " + option + ".");
  }
}
