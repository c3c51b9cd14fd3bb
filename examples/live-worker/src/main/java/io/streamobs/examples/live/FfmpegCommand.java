package io.streamobs.examples.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes ffmpeg's arguments as one would type them. */
final class FfmpegCommand {
  private static final String HOLE = "{}";

  private FfmpegCommand() {}

  /** Splits at spaces; each {@code {}} is then filled with the next value, which may hold any. */
  static List<String> of(String words, String... values) {
    Iterator<String> next = List.of(values).iterator();
    List<String> arguments = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      arguments.add(word.equals(HOLE) ? next.next() : word);
    }
    return arguments;
  }
}
