package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Measures in processes of their own, one after the other, all with the same heap. */
final class Forks {

  private static final String[] HEAP = {"-Xms1g", "-Xmx1g"};

  private final Options options;
  private final List<RunResult> results = new ArrayList<>();

  Forks(Options options) {
    this.options = options;
  }

  /** All that JMH measured so far. */
  List<RunResult> results() {
    return results;
  }

  Sample callerCost(Turn turn) throws IOException, RunnerException {
    Path losses = Files.createTempFile("benchmark", ".losses");
    try {
      Statistics statistics =
          run(
              "CallerCost.call",
              jmh()
                  .threads(options.threads())
                  .param("contender", turn.contender().name())
                  .param("workload", turn.workload().name())
                  .param("pace", turn.pace().name())
                  .jvmArgsAppend("-D" + Losses.FILE + "=" + losses));
      return sample(statistics, Losses.share(losses));
    } finally {
      Files.deleteIfExists(losses);
    }
  }

  Sample laneOffer(String queue, int producers) throws RunnerException {
    return sample(run("LaneOffer." + queue, jmh().threads(producers)), 0);
  }

  private Statistics run(String benchmark, ChainedOptionsBuilder jmh) throws RunnerException {
    String name = "\\." + benchmark.replace(".", "\\.") + "$";
    RunResult result = new Runner(jmh.include(name).build()).runSingle();
    results.add(result);
    return result.getPrimaryResult().getStatistics();
  }

  private ChainedOptionsBuilder jmh() {
    return new OptionsBuilder()
        .verbosity(VerboseMode.SILENT)
        .forks(1)
        .jvmArgs(HEAP)
        .warmupIterations(options.warmUp())
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(options.seconds())
        .measurementTime(TimeValue.seconds(1))
        .shouldFailOnError(true);
  }

  private static Sample sample(Statistics of, double lost) {
    return new Sample(of.getPercentile(50), of.getPercentile(99), of.getPercentile(99.9), lost);
  }

  /**
   * The last line that another main class prints.
   *
   * @throws IOException when it fails, with all that it printed
   */
  String output(Class<?> main, Turn turn) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(turn.contender().name(), turn.workload().name()));
    command.add(Integer.toString(options.calls()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IOException(main.getSimpleName() + " failed: " + output);
    }
    return output.substring(output.lastIndexOf('\n') + 1);
  }
}
