package io.streamobs.examples.batch;

import static io.streamobs.testkit.ObsAssertions.assertThatBundle;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.Outcome;
import io.streamobs.RunScope;
import io.streamobs.assets.RunBundles;
import io.streamobs.examples.live.FfmpegLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchJobTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** Speaks from 1 s to 2.5 s, and from 4 s to 5 s. */
  private static final String VOICE =
      "aevalsrc='0.4*sin(880*t)*if(between(t,1,2.5)+between(t,4,5),1,0)':d=6:s=48000";

  private Path home;
  private Path ffmpeg;
  private Path aligned;

  @BeforeAll
  void runJob(@TempDir Path folder) throws Exception {
    home = folder;
    ffmpeg = FfmpegLocator.program(Path.of("target", "tools")).orElseThrow();
    Path film = film();
    try (Obs obs = Obs.builder().service("batch-dub").standalone().home(home).open()) {
      aligned = new BatchJob(new Tool(ffmpeg)).run(obs, film, home);
    }
  }

  private Path film() throws Exception {
    Path film = home.resolve("film.mkv");
    List<String> command =
        List.of(
            ffmpeg.toString(),
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            VOICE,
            "-f",
            "lavfi",
            "-i",
            "testsrc=duration=6",
            "-c:v",
            "mpeg4",
            "-c:a",
            "flac",
            film.toString());
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    return film;
  }

  private Path bundle() throws IOException {
    try (Stream<Path> runs = Files.list(home.resolve("runs").resolve("film.mkv"))) {
      return runs.findAny().orElseThrow();
    }
  }

  private JsonNode stage(String folder) throws IOException {
    return MAPPER.readTree(
        Files.readString(bundle().resolve("stages").resolve(folder).resolve("manifest.json")));
  }

  @Test
  void job_findsWhereSomebodySpeaks() throws IOException {
    List<Segment> segments = Segment.read(aligned);
    assertThat(segments).hasSize(2);
    assertThat(segments.get(0).startMs()).isBetween(840L, 1_000L);
    assertThat(segments.get(0).endMs()).isBetween(2_500L, 2_700L);
    assertThat(segments.get(1).startMs()).isBetween(3_840L, 4_000L);
  }

  @Test
  void bundle_linksStages_byWhatTheyMade() throws IOException {
    assertThatBundle(bundle())
        .isSound()
        .isCompleted()
        .hasOutcome(Outcome.SUCCESS)
        .hasStages("demux", "analysis", "alignment")
        .hasLineage("demux", "audio", "analysis")
        .hasLineage("demux", "audio", "alignment")
        .hasLineage("analysis", "segments", "alignment");
  }

  @Test
  void stageLog_hasWhatTheProgramSaid() throws IOException {
    String log = Files.readString(bundle().resolve("stages/01_demux/stage.log"));
    assertThat(log).contains("\"tool_output\"").contains("Stream #0:").contains("pcm_s16le");
  }

  @Test
  void manifest_hasWhatAStageTook_andHowItWasSet() throws IOException {
    JsonNode demux = stage("01_demux");
    assertThat(demux.get("config").get("sample_rate").asInt()).isEqualTo(16_000);
    assertThat(demux.get("inputs").get(0).get("fields").get("format").asString()).isEqualTo("mkv");
    assertThat(demux.get("inputs").get(0).get("sha256").asString()).hasSize(64);
    assertThat(demux.get("resources").has("wall_ms")).isTrue();
    assertThat(demux.get("resources").has("cpu_us")).isTrue();
  }

  /** What the manifest says is enough to run the stage again, and to see that it is the same. */
  @Test
  void stage_isRunAgain_fromItsManifest() throws IOException {
    JsonNode recorded = stage("02_analysis");
    JsonNode config = recorded.get("config");
    Analysis again =
        new Analysis(
            config.get("threshold_db").asDouble(),
            config.get("window_ms").asInt(),
            config.get("pause_ms").asInt());
    Path audio = Path.of(recorded.get("inputs").get(0).get("path").asString());
    Path other = Files.createDirectories(home.resolve("again"));
    try (Obs obs = Obs.builder().standalone().home(other).plugin(RunBundles.ofDefaults()).open();
        RunScope run = obs.run("replay").runId("r").open()) {
      run.stage("analysis").call(stage -> again.run(stage, audio, other));
    }
    JsonNode replayed =
        MAPPER.readTree(
            Files.readString(other.resolve("runs/replay/r/stages/01_analysis/manifest.json")));
    assertThat(replayed.get("outputs").get(0).get("sha256"))
        .isEqualTo(recorded.get("outputs").get(0).get("sha256"));
    assertThat(replayed.get("inputs").get(0).get("sha256"))
        .isEqualTo(recorded.get("inputs").get(0).get("sha256"));
  }
}
