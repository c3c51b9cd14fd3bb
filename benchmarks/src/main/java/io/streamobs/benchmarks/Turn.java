package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One contender's turn in a setting. */
record Turn(Contender contender, Setting setting) {

  /** All of them, those side by side that are compared. */
  static List<Turn> all(int jdk) {
    return Setting.all(jdk).stream()
        .flatMap(
            setting ->
                Arrays.stream(Contender.values())
                    .filter(setting::suits)
                    .map(contender -> new Turn(contender, setting)))
        .toList();
  }

  boolean isComparedWith(Turn other) {
    return setting.equals(other.setting) && other.contender.isPeer();
  }

  @Override
  public String toString() {
    return contender.name().toLowerCase(Locale.ROOT);
  }
}
