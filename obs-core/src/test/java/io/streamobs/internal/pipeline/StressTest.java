package io.streamobs.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs all of {@link LaneStress} and {@link IntakeStress} by jcstress, in processes of their own:
 * for half a minute, or with {@code -Dobs.stress=full} for some ten.
 */
class StressTest {

  // One process for each, with the compiler at its best and nothing tried out but the test.
  private static final String SHORT =
      "-m quick -f 1 -fsm 0 -iters 2 -time 200 -sc false -af NONE -jvmArgs -Xmx256m";
  // All modes of the compiler, and each a while longer.
  private static final String FULL = "-m quick -time 500";

  @TempDir Path folder;

  @Test
  void laneAndIntake_showNothingForbidden_howeverTheirCallersMeet() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors())
        .as("callers that meet need a processor each")
        .isGreaterThan(1);
    boolean full = "full".equals(System.getProperty("obs.stress"));
    Path output = folder.resolve("output");
    Process jcstress = jcstress(full ? FULL : SHORT, output);
    boolean ended = jcstress.waitFor(full ? 14 : 4, TimeUnit.MINUTES);
    if (!ended) {
      jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
      jcstress.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(jcstress.exitValue()).as(said).isZero();
    // A pattern that finds nothing would pass as well.
    int all = LaneStress.class.getClasses().length + IntakeStress.class.getClasses().length;
    assertThat(said).contains("All remaining tests: " + all + " matching test results");
  }

  private Process jcstress(String options, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(List.of("-t", "io\\.streamobs\\..*", "-r", folder.toString()));
    command.addAll(List.of(options.split(" ")));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
