package io.streamobs.spi.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMarkTest {

  @TempDir Path home;

  /** Marks an instance and waits for the end of its input. */
  static final class Marking {
    public static void main(String[] arguments) throws IOException {
      LiveMark mark = LiveMark.make(Disk.LOCAL, Path.of(arguments[0]), arguments[1]);
      System.out.println("marked");
      System.in.readAllBytes();
      mark.close();
    }
  }

  private Process start(String instanceId) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Marking.class.getName(),
            home.toString(),
            instanceId);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.inputReader().readLine()).isEqualTo("marked");
    return process;
  }

  @Test
  void instanceOfThisProcess_isAlive_untilAllOfItsMarksAreClosed() throws IOException {
    assertThat(LiveMark.isAlive(home, "one")).isFalse();
    LiveMark mark = LiveMark.make(Disk.LOCAL, home, "one");
    LiveMark again = LiveMark.make(Disk.LOCAL, home, "one");
    assertThat(LiveMark.isAlive(home, "one")).isTrue();
    assertThat(LiveMark.isAlive(home, "on")).isFalse();
    mark.close();
    assertThat(LiveMark.isAlive(home, "one")).isTrue();
    again.close();
    assertThat(LiveMark.isAlive(home, "one")).isFalse();
    try (Stream<Path> left = Files.list(home.resolve("locks"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void homeOfThisProcess_isOneWhereItHasAMark() throws Exception {
    assertThat(LiveMark.isOfThisProcess(home)).isFalse();
    Process other = start("other");
    assertThat(LiveMark.isOfThisProcess(home)).isFalse();
    LiveMark mark = LiveMark.make(Disk.LOCAL, home, "one");
    assertThat(LiveMark.isOfThisProcess(home)).isTrue();
    mark.close();
    assertThat(LiveMark.isOfThisProcess(home)).isFalse();
    other.getOutputStream().close();
    assertThat(other.waitFor()).isZero();
  }

  @Test
  void killedInstance_isNotAlive() throws Exception {
    Process process = start("other");
    try {
      assertThat(LiveMark.isAlive(home, "other")).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    Awaitility.await().until(() -> !LiveMark.isAlive(home, "other"));
  }

  @Test
  void instanceThatEnds_takesItsMarkAlong() throws Exception {
    Process process = start("other");
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
    assertThat(LiveMark.isAlive(home, "other")).isFalse();
    try (Stream<Path> left = Files.list(home.resolve("locks"))) {
      assertThat(left).isEmpty();
    }
  }
}
