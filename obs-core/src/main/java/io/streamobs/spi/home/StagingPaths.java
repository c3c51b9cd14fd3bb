package io.streamobs.spi.home;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Paths as they are written to and as they are shown. */
public final class StagingPaths {

  /** Matches the names for which {@link #isStaging} holds, in a listing of a folder. */
  public static final String PATTERN = ".staging-*";

  private static final String PREFIX = ".staging-";
  private static final String HOME = System.getProperty("user.home", "");

  private StagingPaths() {}

  /** A path that nobody else uses, in the same folder and with the same extension. */
  public static Path beside(Path target) {
    Path file = target.getFileName();
    String unique = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    return target.resolveSibling(PREFIX + unique + "-" + file);
  }

  /** Whether a file of this name was never finished, once whoever began it is gone. */
  public static boolean isStaging(String fileName) {
    return fileName.startsWith(PREFIX);
  }

  /** The path for readers of a log: without the name of the user whose home it is in. */
  public static String shown(Path path) {
    String text = path.toString();
    return HOME.length() > 1 && text.startsWith(HOME) ? "~" + text.substring(HOME.length()) : text;
  }
}
