package io.streamobs.benchmarks;

/** What the user hears meanwhile, beside the results. */
final class Progress {

  private Progress() {}

  static void say(String format, Object... args) {
    System.err.println("benchmarks: " + format.formatted(args));
  }
}
