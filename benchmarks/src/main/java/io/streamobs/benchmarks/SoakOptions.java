package io.streamobs.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * How a soak goes.
 *
 * @param minutes how long
 * @param plot where the picture goes; null for none
 */
record SoakOptions(int minutes, @Nullable Path plot) {

  static final String USAGE = "usage: run soak [--minutes N] [--plot FILE]";

  private static final int MINUTES = 16;

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static SoakOptions of(String... args) {
    int minutes = MINUTES;
    Path plot = null;
    Iterator<String> words = Arrays.asList(args).iterator();
    while (words.hasNext()) {
      switch (words.next()) {
        case "--minutes" -> minutes = number(value(words));
        case "--plot" -> plot = Path.of(value(words)).toAbsolutePath();
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new SoakOptions(minutes, plot);
  }

  private static String value(Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(USAGE);
    }
    return words.next();
  }

  private static int number(String word) {
    if (!word.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(USAGE);
    }
    return Integer.parseInt(word);
  }
}
