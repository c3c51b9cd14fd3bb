package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;

/**
 * What is measured, and how much.
 *
 * @param quick whether turns are short, for a look rather than a result
 * @param rounds how often each contender has its turn
 * @param parts that are measured
 */
record Options(boolean quick, int rounds, Set<Part> parts) {

  static final String USAGE =
      "usage: run [--quick] [--rounds N] [PART...], with parts "
          + Part.words()
          + "; or run soak [--minutes N] [--plot FILE]";

  private static final int ROUNDS = 3;

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static Options of(String... args) {
    boolean quick = Arrays.asList(args).contains("--quick");
    int rounds = quick ? 1 : ROUNDS;
    Set<Part> parts = EnumSet.noneOf(Part.class);
    Iterator<String> words = Arrays.asList(args).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--quick" -> {}
        case "--rounds" -> rounds = number(words);
        default -> parts.add(Part.of(word).orElseThrow(Options::refusal));
      }
    }
    return new Options(quick, rounds, parts.isEmpty() ? EnumSet.allOf(Part.class) : parts);
  }

  /** Of each turn, what is not measured. */
  int warmUpMillis() {
    return quick ? 500 : 2_000;
  }

  /** Calls of each caller that comes before those that are measured. */
  int warmUpCalls() {
    return quick ? 500 : 8_000;
  }

  /** Of each turn, what is. */
  int measuredMillis() {
    return quick ? 500 : 2_000;
  }

  /** What a turn takes in all: a process starts, and ends when it has written all. */
  int turnMillis() {
    return warmUpMillis() + measuredMillis() + 1_500;
  }

  /** In the counts of bytes and system calls. */
  int calls() {
    return quick ? 5_000 : 20_000;
  }

  private static int number(Iterator<String> words) {
    if (words.hasNext()) {
      String word = words.next();
      if (word.matches("[1-9][0-9]{0,2}")) {
        return Integer.parseInt(word);
      }
    }
    throw refusal();
  }

  private static IllegalArgumentException refusal() {
    return new IllegalArgumentException(USAGE);
  }
}
