package io.streamobs.benchmarks;

import java.io.IOException;
import java.util.List;

/** A program of the system, whose output nobody reads. */
final class Command {

  private Command() {}

  /** Runs it to its end, and says how many nanoseconds it took. */
  static double nanos(String... command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    double took = System.nanoTime() - start;
    if (exit != 0) {
      throw new IOException(List.of(command) + " ended with " + exit);
    }
    return took;
  }

  /** Has the system bring to the disk what it holds back. */
  static void sync() throws IOException, InterruptedException {
    nanos("sync");
  }
}
