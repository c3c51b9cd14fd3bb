package io.streamobs.examples.live;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamobs.event.LibraryEvent;
import io.streamobs.testkit.RecordView;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program ends before its time, or its log does. */
class DemoInterruptionTest {
  @TempDir Path scratch;

  @Test
  void killedRun_isResumed_underItsIds() throws Exception {
    DemoProcess killed = DemoProcess.start(scratch, longMedia().toString());
    awaitFragments(killed);
    killed.process().destroyForcibly();
    killed.await();
    RecordView before = killed.record("run_started");

    Path media = Files.write(scratch.resolve("long.wav"), Wav.bytes(Tones.sine(-20, 1.5)));
    DemoProcess next = DemoProcess.run(scratch, media.toString());

    RecordView resumed = next.record("run_resumed");
    assertThat(resumed.runId()).isEqualTo(before.runId());
    assertThat(resumed.correlationId()).isEqualTo(before.correlationId());
    assertThat(resumed.instanceId()).isNotEqualTo(before.instanceId());
    assertThat(next.exitCode()).isZero();
  }

  @Test
  void terminatedRun_endsAsInterrupted() throws Exception {
    DemoProcess demo = DemoProcess.start(scratch, longMedia().toString());
    awaitFragments(demo);
    demo.process().destroy();
    demo.await();

    assertThat(demo.exitCode()).isEqualTo(128 + 15);
    assertThat(demo.record("run_finished").detail("completion")).isEqualTo("interrupted");
    assertThat(demo.log()).everyRecordHasRequiredFields().hasNoTornLine();
    assertThat(demo.log()).withEvent(LibraryEvent.INSTANCE_STOPPED).hasSize(1);
  }

  @Test
  void readerThatLeaves_doesNotStopTheStream() throws Exception {
    DemoProcess demo = DemoProcess.startPiped(scratch, TestMedia.speech(scratch).toString());
    try (BufferedReader stdout =
        new BufferedReader(new InputStreamReader(demo.process().getInputStream(), UTF_8))) {
      assertThat(stdout.readLine()).contains("instance_started");
    }
    demo.await();

    assertThat(demo.exitCode()).isZero();
    assertThat(demo.told()).contains("9 success");
    assertThat(Files.readString(demo.playlist())).endsWith("#EXT-X-ENDLIST\n");
  }

  private Path longMedia() throws Exception {
    return TestFfmpeg.make(scratch, "long.wav", "-f lavfi -i sine=duration=600 -ar 8000");
  }

  private static void awaitFragments(DemoProcess demo) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(demo.log()).withEvent(LibraryEvent.FRAGMENT_FINISHED).isNotEmpty());
  }
}
