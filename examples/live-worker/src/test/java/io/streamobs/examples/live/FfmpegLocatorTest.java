package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class FfmpegLocatorTest {
  @TempDir Path scratch;

  @Test
  void onThePath_comesFirst() throws Exception {
    Path program = script("bin", "echo ffmpeg version 9.9 Copyright");
    Ffmpeg found =
        TestFfmpeg.locator("/nonexistent" + File.pathSeparator + scratch.resolve("bin"), scratch)
            .find();
    assertThat(found.program()).isEqualTo(program);
    assertThat(found.version()).isEqualTo("ffmpeg version 9.9");
  }

  @Test
  void brokenOneOnThePath_isPassedOver() throws Exception {
    script("broken", "exit 1");
    Path program = script("works", "echo ffmpeg version 1");
    String searchPath = scratch.resolve("broken") + File.pathSeparator + scratch.resolve("works");
    assertThat(TestFfmpeg.locator(searchPath, scratch).find().program()).isEqualTo(program);
  }

  @Test
  void neither_isSaidWithWhatToDo() {
    FfmpegLocator locator = new FfmpegLocator("", "/no/such/resource", scratch);
    assertThatThrownBy(locator::find)
        .isInstanceOf(DemoFailure.class)
        .hasMessageContaining("Install ffmpeg")
        .extracting(failure -> ((DemoFailure) failure).code())
        .isEqualTo(LiveErrors.FFMPEG_MISSING);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void bundledOne_isUnpackedOnce_andWhole() throws Exception {
    Path tools = scratch.resolve("tools");
    Ffmpeg first = TestFfmpeg.locator("", tools).find();
    Object made = Files.getLastModifiedTime(first.program());
    Ffmpeg second = TestFfmpeg.locator("", tools).find();

    assertThat(first.version()).startsWith("ffmpeg version");
    assertThat(second.program()).isEqualTo(first.program());
    assertThat(Files.getLastModifiedTime(second.program())).isEqualTo(made);
    try (Stream<Path> files = Files.list(tools)) {
      assertThat(files).containsExactly(tools.resolve("ffmpeg-bundled").toAbsolutePath());
    }
  }

  private Path script(String directory, String line) throws IOException {
    Path program = Files.createDirectories(scratch.resolve(directory)).resolve("ffmpeg");
    Files.writeString(program, "#!/bin/sh\n" + line + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
