package io.streamobs.benchmarks;

import java.nio.file.Path;

/** Makes one call, in a process of its own for a contender that needs it. */
public final class OneCall {

  private OneCall() {}

  /**
   * @param args contender, workload, and the file for the lines
   */
  public static void main(String[] args) {
    make(Contender.valueOf(args[0]), Workload.valueOf(args[1]), Path.of(args[2]));
  }

  static void make(Contender contender, Workload workload, Path file) {
    Installation installation = contender.install(file);
    Caller caller = installation.caller(workload);
    caller.before();
    caller.call();
    caller.after();
    caller.close();
    installation.end(1);
  }
}
