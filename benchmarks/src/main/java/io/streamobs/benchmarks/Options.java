package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.Iterator;

/**
 * How much is measured.
 *
 * @param rounds how often each contender has its turn
 * @param warmUp seconds of each turn that are not measured
 * @param seconds of each turn that are
 * @param calls in the counts of bytes and system calls
 * @param threads that call at once
 */
record Options(int rounds, int warmUp, int seconds, int calls, int threads) {

  static final String USAGE =
      "usage: run [--quick] [--rounds N] [--threads N], run --stalled, or run --footprint";

  /**
   * @throws IllegalArgumentException with a message for the user
   */
  static Options of(String[] args) {
    Options options =
        Arrays.asList(args).contains("--quick")
            ? new Options(1, 2, 1, 20_000, 1)
            : new Options(3, 3, 3, 100_000, 1);
    Iterator<String> words = Arrays.asList(args).iterator();
    while (words.hasNext()) {
      switch (words.next()) {
        case "--quick" -> {}
        case "--rounds" -> options = options.withRounds(number(words));
        case "--threads" -> options = options.withThreads(number(words));
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return options;
  }

  private Options withRounds(int number) {
    return new Options(number, warmUp, seconds, calls, threads);
  }

  private Options withThreads(int number) {
    return new Options(rounds, warmUp, seconds, calls, number);
  }

  private static int number(Iterator<String> words) {
    if (words.hasNext()) {
      String word = words.next();
      if (word.matches("[1-9][0-9]{0,2}")) {
        return Integer.parseInt(word);
      }
    }
    throw new IllegalArgumentException(USAGE);
  }
}
