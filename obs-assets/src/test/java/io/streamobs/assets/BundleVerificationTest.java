package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleVerificationTest {

  @TempDir Path home;
  private Path bundle;

  @BeforeEach
  void leaveABundle() {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").open()) {
      bundle = RunBundles.folder(home, run.context());
      try (FragmentScope fragment = run.fragment(7).open()) {
        fragment.stage("normalise").run(stage -> stage.degrade("silence"));
      }
    }
  }

  @Test
  void bundle_isSound_alsoForSha256sum() throws Exception {
    BundleVerification found = BundleVerification.of(bundle);
    assertThat(found.problems()).isEmpty();
    assertThat(found.isSound()).isTrue();
    assertThat(found.files()).isEqualTo(new Bundle(bundle).files().size() - 1);
    assumeTrue(Files.exists(Path.of("/usr/bin/sha256sum")));
    Process sum =
        new ProcessBuilder("sha256sum", "--strict", "--quiet", "-c", "checksums.sha256")
            .directory(bundle.toFile())
            .inheritIO()
            .start();
    assertThat(sum.waitFor()).isZero();
  }

  @Test
  void eachFlippedBit_isFound() throws IOException {
    for (String name : new Bundle(bundle).files()) {
      Path file = bundle.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 3] ^= 4;
      Files.write(file, bytes);
      assertThat(BundleVerification.of(bundle).isSound()).as(name).isFalse();
      bytes[bytes.length / 3] ^= 4;
      Files.write(file, bytes);
    }
    assertThat(BundleVerification.of(bundle).isSound()).isTrue();
  }

  @Test
  void missingAndExtraFiles_areFound() throws IOException {
    Files.delete(bundle.resolve("manifest.json"));
    Files.writeString(bundle.resolve("stages/more.txt"), "more");
    assertThat(BundleVerification.of(bundle).problems())
        .containsExactly("missing: manifest.json", "not in the list: stages/more.txt");
  }

  @Test
  void list_cannotLeadOutOfTheBundle() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "untouched");
    Path list = bundle.resolve("checksums.sha256");
    String sum = "0".repeat(64);
    Files.writeString(
        list,
        Files.readString(list)
            + sum
            + "  ../../../secret\n"
            + sum
            + "  "
            + secret
            + "\n"
            + sum
            + "  a\0b\n"
            + "no checksum at all\n"
            + "x".repeat(100_000)
            + "\n");
    assertThat(BundleVerification.of(bundle).problems())
        .hasSize(5)
        .allMatch(problem -> problem.endsWith("names no file of the bundle"));
  }

  @Test
  void links_areNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Path manifest = bundle.resolve("manifest.json");
    Path moved = Files.move(manifest, elsewhere.resolve("manifest.json"));
    Files.createSymbolicLink(manifest, moved);
    Files.createSymbolicLink(bundle.resolve("link"), elsewhere);
    assertThat(BundleVerification.of(bundle).problems())
        .contains("missing: manifest.json", "not in the list: link");
  }

  @Test
  void folderWithoutAList_isNotSound() throws IOException {
    assertThat(BundleVerification.of(home).problems())
        .singleElement()
        .asString()
        .contains("no checksums.sha256");
  }

  @Test
  void runThatGoesOn_hasNoList() {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-43").open()) {
      Path going = RunBundles.folder(home, run.context());
      run.stage("ingest").run(stage -> {});
      Awaitility.await().until(() -> Files.exists(going.resolve("manifest.json")));
      assertThat(going.resolve("checksums.sha256")).doesNotExist();
    }
  }
}
