package io.streamobs.internal.home;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Paths as they are written to and as they are shown. */
public final class StagingPaths {

  private static final String HOME = System.getProperty("user.home", "");

  private StagingPaths() {}

  /** A path that nobody else uses, in the same folder and with the same extension. */
  public static Path beside(Path target) {
    Path file = target.getFileName();
    String unique = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    return target.resolveSibling(".staging-" + unique + "-" + file);
  }

  /** The path for readers of a log: without the name of the user whose home it is in. */
  public static String shown(Path path) {
    String text = path.toString();
    return HOME.length() > 1 && text.startsWith(HOME) ? "~" + text.substring(HOME.length()) : text;
  }
}
