package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Has JMH measure in processes of their own, one after the other, all with the same heap. */
final class Forks {

  // What happens between two iterations should be nothing new before the one that is measured.
  private static final int WARM_UPS = 4;
  private static final int MEASURED = 1;

  /** How often callers begin. */
  static final int ITERATIONS = WARM_UPS + MEASURED;

  private static final String VIRTUAL_THREADS = "-Djmh.executor=VIRTUAL";

  private final Options options;

  Forks(Options options) {
    this.options = options;
  }

  Sample callerCost(Turn turn) throws IOException, RunnerException {
    Path losses = Files.createTempFile("benchmark", ".losses");
    try {
      ChainedOptionsBuilder jmh =
          jmh(turn.setting().threads())
              .param("contender", turn.contender().name())
              .param("workload", turn.setting().workload().name())
              .param("pace", turn.setting().pace().name())
              .param("warmUpCalls", Integer.toString(options.warmUpCalls()))
              .jvmArgsAppend(jvm(turn.setting(), losses));
      Statistics times = run("CallerCost.call", jmh);
      return Sample.of(times, Losses.share(losses));
    } finally {
      Files.deleteIfExists(losses);
    }
  }

  private static String[] jvm(Setting setting, Path losses) {
    String note = "-D" + Losses.FILE + "=" + losses;
    return setting.virtual() ? new String[] {note, VIRTUAL_THREADS} : new String[] {note};
  }

  Sample laneOffer(Queue queue) throws RunnerException {
    return Sample.of(run("LaneOffer." + queue.method(), jmh(queue.producers())), 0);
  }

  private static Statistics run(String benchmark, ChainedOptionsBuilder jmh)
      throws RunnerException {
    String name = "\\." + benchmark.replace(".", "\\.") + "$";
    return new Runner(jmh.include(name).build()).runSingle().getPrimaryResult().getStatistics();
  }

  private ChainedOptionsBuilder jmh(int threads) {
    return new OptionsBuilder()
        .verbosity(VerboseMode.SILENT)
        .forks(1)
        .threads(threads)
        .jvmArgs(JavaProcess.HEAP.toArray(new String[0]))
        .warmupIterations(WARM_UPS)
        .warmupTime(TimeValue.milliseconds(options.warmUpMillis() / WARM_UPS))
        .measurementIterations(MEASURED)
        .measurementTime(TimeValue.milliseconds(options.measuredMillis()))
        .shouldFailOnError(true);
  }
}
