package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sinks that a process has only one of pass the contract in a process of their own. */
@Timeout(180)
class ForkedContractTest {

  @TempDir Path folder;
  private Path stdout;
  private Path report;

  @BeforeEach
  void setUp() throws Exception {
    stdout = Files.createFile(folder.resolve("stdout"));
    report = folder.resolve("report");
  }

  private List<String> run(Class<?> suite, String... settings) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(settings));
    command.addAll(List.of(ContractProgram.class.getName(), suite.getName(), report.toString()));
    Path errors = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(stdout.toFile()))
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("whether it ended").isTrue();
      assertThat(process.exitValue()).as(() -> text(errors)).isZero();
      return Files.readAllLines(report);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static Stream<String> successes(List<String> results) {
    return results.stream().filter(result -> result.startsWith("SUCCESSFUL"));
  }

  @Test
  void stdout_passes() throws Exception {
    List<String> results = run(StdoutContract.class, "-Dcontract.stdout=" + stdout);

    assertThat(results).noneMatch(result -> result.startsWith("FAILED"));
    assertThat(successes(results)).hasSizeGreaterThan(20);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "nothing breaks a medium here");
    assertThat(results).allMatch(result -> result.startsWith("SUCCESSFUL"));
  }

  @Test
  void slf4j_passes() throws Exception {
    List<String> results =
        run(Slf4jContract.class, "-Dslf4j.provider=" + MessageLogging.class.getName());

    assertThat(results).noneMatch(result -> result.startsWith("FAILED"));
    assertThat(successes(results)).hasSizeGreaterThan(20);
  }
}
