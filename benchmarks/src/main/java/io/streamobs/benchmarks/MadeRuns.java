package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link ManyRuns} made.
 *
 * @param runs how many
 * @param files of each
 * @param bytes of each
 */
record MadeRuns(long runs, long files, long bytes) {

  /** Made by another process: who measures has no pipeline of its own. */
  static MadeRuns in(Path home, int streams, int runs) throws IOException, InterruptedException {
    return parse(
        JavaProcess.output(
            ManyRuns.class,
            List.of("-Xmx256m"),
            home.toString(),
            Integer.toString(streams),
            Integer.toString(runs)));
  }

  private static MadeRuns parse(String line) {
    double[] n = Numbers.of(line);
    return new MadeRuns((long) n[0], (long) n[1], (long) n[2]);
  }

  @Override
  public String toString() {
    return Numbers.line(runs, files, bytes);
  }
}
