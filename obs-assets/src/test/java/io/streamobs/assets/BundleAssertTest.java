package io.streamobs.assets;

import static io.streamobs.testkit.ObsAssertions.assertThatBundle;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.Outcome;
import io.streamobs.RunScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The testkit's assertions hold on a bundle that is sound, and on none that is not. */
class BundleAssertTest {

  @TempDir Path home;
  private Path bundle;

  @BeforeEach
  void leaveABundle() {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").stages("demux", "normalise").open()) {
      bundle = RunBundles.folder(home, run.context());
      run.stage("demux").run(stage -> stage.output("audio", Path.of("audio.wav")));
      for (int seq = 1; seq <= 9; seq++) {
        boolean silent = seq == 7;
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment
              .stage("normalise")
              .run(
                  stage -> {
                    if (silent) {
                      stage.degrade("silence");
                    }
                  });
        }
      }
    }
  }

  private void assertFails(ThrowingCallable assertion, String... words) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
  }

  @Test
  void bundle_isAsItWasLeft() {
    assertThatBundle(bundle)
        .isSound()
        .isCompleted()
        .hasOutcome(Outcome.DEGRADED)
        .hasStages("demux", "normalise")
        .hasStageOutcomes("normalise", Outcome.SUCCESS, 8)
        .hasFragments(9)
        .hasFragment(6, Outcome.SUCCESS)
        .hasFragment(7, Outcome.DEGRADED)
        .hasStageOutcome(7, "normalise", Outcome.DEGRADED)
        .hasOutput("demux", "audio")
        .containsNoText("hunter2");
  }

  @Test
  void whatIsNotSo_fails() {
    assertFails(() -> assertThatBundle(bundle).isInterrupted(), "status", "completed");
    assertFails(() -> assertThatBundle(bundle).hasOutcome(Outcome.SUCCESS), "degraded");
    assertFails(() -> assertThatBundle(bundle).hasStages("normalise"), "demux");
    assertFails(() -> assertThatBundle(bundle).hasFragments(8), "9");
    assertFails(() -> assertThatBundle(bundle).hasFragment(7, Outcome.SUCCESS), "degraded");
    assertFails(() -> assertThatBundle(bundle).hasFragment(99, Outcome.SUCCESS), "missing");
    assertFails(() -> assertThatBundle(bundle).hasOutput("demux", "video"), "audio");
    assertFails(
        () -> assertThatBundle(bundle).hasStageOutcomes("normalise", Outcome.FAILURE, 1), "0");
    assertFails(() -> assertThatBundle(bundle).containsNoText("silence"), "manifest.json");
  }

  @Test
  void lineage_isByPath_orByChecksum() throws IOException {
    Path audio = Files.writeString(home.resolve("audio.wav"), "sound");
    Path copy = Files.copy(audio, home.resolve("copy.wav"));
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-43").open()) {
      bundle = RunBundles.folder(home, run.context());
      run.stage("demux").run(stage -> stage.output("audio", audio));
      run.stage("asr").run(stage -> stage.input("sound", copy));
      run.stage("mux").run(stage -> stage.input("video", Path.of("film.mp4")));
    }
    assertThatBundle(bundle).hasLineage("demux", "audio", "asr");
    assertFails(() -> assertThatBundle(bundle).hasLineage("demux", "audio", "mux"), "demux", "mux");
    assertFails(() -> assertThatBundle(bundle).hasLineage("demux", "film", "asr"), "film");
  }

  @Test
  void contentThatWasChanged_isFound() throws IOException {
    Instant until = Instant.now().plusSeconds(600);
    RunBundles capturing = RunBundles.builder().capture("a test", until, 1 << 20).build();
    try (Obs obs = Obs.builder().standalone().home(home).plugin(capturing).open();
        RunScope run = obs.run("stream-43").open()) {
      bundle = RunBundles.folder(home, run.context());
      run.stage("demux").run(stage -> stage.output("audio", new byte[10]));
    }
    assertThatBundle(bundle).isSound();
    Path content = bundle.resolve("stages/01_demux/audio.bin");
    Files.write(content, new byte[11]);
    assertFails(() -> assertThatBundle(bundle).isSound(), "is not as it was captured");
    Files.delete(content);
    assertFails(() -> assertThatBundle(bundle).isSound(), "was captured and is not there");
  }

  @Test
  void flippedBit_isFound() throws IOException {
    Path journal = new Bundle(bundle).journals().get(0);
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length / 2] ^= 1;
    Files.write(journal, bytes);
    assertFails(() -> assertThatBundle(bundle).isSound(), "checksum is wrong");
  }

  @Test
  void missingLine_isFound() throws IOException {
    Path journal = new Bundle(bundle).journals().get(0);
    var lines = Files.readAllLines(journal);
    lines.remove(5);
    Files.writeString(journal, String.join("\n", lines) + "\n");
    assertFails(() -> assertThatBundle(bundle).isSound(), "has number 7 and should have 6");
  }

  @Test
  void tornLine_andUnfinishedFile_areFound() throws IOException {
    Path journal = new Bundle(bundle).journals().get(0);
    Files.writeString(journal, Files.readString(journal) + "{\"crc\":");
    Files.writeString(bundle.resolve(".staging-1-manifest.json"), "{");
    assertFails(() -> assertThatBundle(bundle).isSound(), "torn line", "was never finished");
  }

  @Test
  void manifestThatSaysSomethingElse_isFound() throws IOException {
    Path manifest = bundle.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"degraded\" : 1", "\"degraded\" : 2"));
    assertFails(() -> assertThatBundle(bundle).isSound(), "2 degraded, the journals have 1");
  }
}
