package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamobs.retention.HomeRetention;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

class SoakTest {

  @TempDir Path folder;

  @Test
  void options_haveMinutesAndAPlot() {
    SoakOptions options = SoakOptions.of("--minutes", "3", "--plot", "/tmp/soak.svg");

    assertThat(options).isEqualTo(new SoakOptions(3, Path.of("/tmp/soak.svg")));
    assertThat(SoakOptions.of().minutes()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--minutes", "--minutes 0", "--minutes x", "--plot", "--quick", "stages"})
  void options_refuseWhatTheyDoNotKnow(String wrong) {
    assertThatThrownBy(() -> SoakOptions.of(wrong.split(" "))).hasMessage(SoakOptions.USAGE);
  }

  @Test
  void usage_isByFolder_andOfThoseThatAreThere() throws IOException {
    Path run = Files.createDirectories(folder.resolve("runs/stream-1/run-1"));
    Files.write(run.resolve("manifest.json"), new byte[70]);
    Files.write(run.resolveSibling("other"), new byte[30]);
    Files.write(Files.createDirectories(folder.resolve("audit")).resolve("a"), new byte[5]);

    assertThat(HomeUsage.of(folder, 2.5)).isEqualTo(new HomeUsage(2.5, 100, 0, 0, 5));
    assertThat(HomeUsage.of(folder, 2.5).csv()).isEqualTo("2.5,100,0,0,5");
  }

  // By a worker that is killed, and one that comes to its end: some ten seconds.
  @Test
  void check_findsARunThatIsGoneWithoutAWord() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    SoakWorkers workers =
        new SoakWorkers(
            SoakBounds.jvm(folder, home, Duration.ofHours(1)), folder.resolve("errors"));
    workers.start();
    await().atMost(Duration.ofMinutes(1)).until(() -> workers.begun().size() >= 5);
    workers.kill();
    String first = workers.over().keySet().iterator().next();
    String[] ids = first.split("/");
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    HomeRetention.of(home).build().pin(ids[0], ids[1], "a test", tomorrow);
    workers.start();
    await().atMost(Duration.ofMinutes(1)).until(() -> isInLog(home, "retention_applied"));
    await().atMost(Duration.ofMinutes(1)).until(() -> workers.begun().size() >= 10);
    workers.stop();

    SoakCheck check = new SoakCheck(home, workers, first);
    assertThat(check.problems()).isEmpty();
    assertThat(check.runsLeft()).isGreaterThanOrEqualTo(10);

    new Scratch(home.resolve("runs").resolve(first)).close();
    assertThat(new SoakCheck(home, workers, first).problems())
        .containsExactlyInAnyOrder(
            first + " is gone, and nobody said so", "the pinned run " + first + " is gone");
  }

  private static boolean isInLog(Path home, String word) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("logs"))) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.UTF_8).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void plot_hasACurveAndABoundForEach() throws Exception {
    List<HomeUsage> samples =
        List.of(
            new HomeUsage(0, 0, 0, 0, 0),
            new HomeUsage(60, SoakBounds.RUNS, SoakBounds.LOGS, 0, 0),
            new HomeUsage(120, SoakBounds.RUNS / 2, SoakBounds.LOGS / 2, 0, 0));
    String svg = new SoakPlot(samples, List.of(60.0)).svg();

    NodeList paths =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("path");
    assertThat(paths.getLength()).isEqualTo(4); // a curve and the area below it
    assertThat(svg).contains("160 MB", "24 MB", "2 min");
    assertThat(svg.split("class=\"bound\"", -1)).hasSize(1 + 3); // one is the legend's
    assertThat(svg.split("class=\"kill\"", -1)).hasSize(1 + 3);
  }
}
