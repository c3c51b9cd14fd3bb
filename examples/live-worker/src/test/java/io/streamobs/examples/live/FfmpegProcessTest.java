package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FfmpegProcessTest {
  @Test
  void processThatHangs_isKilled_alsoWhileItIsFed() throws IOException {
    try (FfmpegProcess process = shell("exec sleep 600")) {
      process.killAfter(Duration.ofMillis(50));
      assertThat(process.feed(new byte[1 << 20])).isNotNull();
      assertThat(process.await()).isNotZero();
    }
  }

  @Test
  void manyMessages_doNotStopTheProcess() throws IOException {
    String noise = "i=0; while [ $i -lt 20000 ]; do echo '[error] bad' >&2; i=$((i+1)); done";
    try (FfmpegProcess process = shell(noise)) {
      assertThat(process.await()).isZero();
      assertThat(process.errors()).isEqualTo(20_000);
    }
  }

  private static FfmpegProcess shell(String script) throws IOException {
    return FfmpegProcess.start(Path.of("."), List.of("sh", "-c", script));
  }
}
