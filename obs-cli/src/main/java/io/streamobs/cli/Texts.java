package io.streamobs.cli;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How values are shown to people. */
final class Texts {

  private static final int SECONDS_OF_TS = 19;
  private static final String UNITS = "KMGTPE";

  private Texts() {}

  /** Whole milliseconds, in the unit that suits. */
  static String duration(long millis) {
    if (millis < 10_000) {
      return millis + " ms";
    }
    long seconds = millis / 1_000;
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  /** How old something is, in the unit that suits; nothing is younger than now. */
  static String age(Duration age) {
    if (age.toHours() < 2) {
      return Math.max(0, age.toMinutes()) + " min";
    }
    return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
  }

  /** Bytes, in the unit that suits; a KB is 1,024 bytes. */
  static String bytes(long bytes) {
    if (bytes < 1_024) {
      return bytes + " B";
    }
    double amount = bytes / 1_024.0;
    int unit = 0;
    while (amount >= 999.95 && unit < UNITS.length() - 1) {
      amount /= 1_024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", amount, UNITS.charAt(unit));
  }

  /** A number of things, by their name. */
  static String counted(long count, String name) {
    return count + " " + name + (count == 1 ? "" : "s");
  }

  /** A number, or a dash for none. */
  static String count(long count) {
    return count == 0 ? "-" : Long.toString(count);
  }

  /** A time to the second, UTC. */
  static String time(String ts) {
    return ts.length() < SECONDS_OF_TS
        ? ts
        : ts.substring(0, SECONDS_OF_TS).replace('T', ' ') + "Z";
  }

  static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  /** At most so many characters. */
  static String cut(String text, int most) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
