package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFileTest {

  @TempDir Path folder;
  final CapturingSink sink = new CapturingSink();
  final Obs obs = Obs.builder().standalone().sink(sink).open();
  final RunScope run = obs.run("s").open();

  @AfterEach
  void close() {
    run.close();
    obs.close();
  }

  @Test
  void commit_givesTheFileItsName_andNamesItAsOutput() throws IOException {
    Path target = folder.resolve("seg-1.ts");
    try (StageScope stage = run.stage("publish").open();
        StagedFile file = stage.staging("segment", target)) {
      Files.writeString(file.path(), "media");
      assertThat(target).doesNotExist();
      assertThat(file.commit()).isTrue();
      stage.succeed();
    }
    assertThat(target).hasContent("media");
    assertThat(names()).containsExactly("seg-1.ts");
    obs.flush(Duration.ofSeconds(5));
    assertThat(
            sink.only("stage_finished").get("details").get("outputs").get(0).get("path").asString())
        .endsWith("seg-1.ts");
  }

  @Test
  void close_withoutCommit_leavesNothing() throws IOException {
    try (StageScope stage = run.stage("publish").open();
        StagedFile file = stage.staging("segment", folder.resolve("seg-1.ts"))) {
      Files.writeString(file.path(), "half");
      stage.skip("changed my mind");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void commit_thatFails_saysSoInResultAndRecord() {
    try (StageScope stage = run.stage("publish").open();
        StagedFile file = stage.staging("segment", folder.resolve("never-written.ts"))) {
      assertThat(file.commit()).isFalse();
    }
    obs.flush(Duration.ofSeconds(5));
    assertThat(sink.only("stage_error").get("error_code").asString()).isEqualTo("OBS-ASSET-001");
    assertThat(sink.only("stage_error").get("stage").asString()).isEqualTo("publish");
  }

  private java.util.List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
