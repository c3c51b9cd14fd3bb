package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleExportTest {

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Path bundle;
  private Path zip;

  @BeforeEach
  void leaveABundle() {
    zip = elsewhere.resolve("run.zip");
    try (Obs obs = Obs.builder().service("live-dub").standalone().home(home).open();
        RunScope run = obs.run("Stream 42").runId("run-1").open()) {
      bundle = RunBundles.folder(home, run.context());
      run.stage("Demux für alle: 100%").run(stage -> stage.output("audio", Path.of("a.wav")));
      for (int seq = 1; seq <= 9; seq++) {
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment.stage("normalise").run(stage -> stage.degrade("silence"));
        }
      }
    }
  }

  private Unpacked exported() throws IOException {
    BundleExport.write(bundle, zip);
    return Unpacked.by(zip, elsewhere.resolve("unpacked"));
  }

  /** Puts a file into the bundle, which is then as it was left. */
  private Path keep(String name, byte[] content) throws IOException {
    Path file = bundle.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Checksums.write(Disk.LOCAL, new RunFolder(bundle), Map.of());
    return file;
  }

  @Test
  void export_isABag_andHoldsTheBundleAsItWas() throws Exception {
    Unpacked unpacked = exported();
    assertThat(unpacked.bag()).hasFileName("%53tream%2042_run-1");
    assertThatCode(unpacked::checkAsABag).doesNotThrowAnyException();
    assertThat(unpacked.payload())
        .contains("ro-crate-metadata.json", "checksums.sha256")
        .hasSize(new Bundle(bundle).files().size() + 1);
    for (String name : new Bundle(bundle).files()) {
      assertThat(unpacked.data().resolve(name)).hasSameBinaryContentAs(bundle.resolve(name));
    }
    assertThat(BundleVerification.of(zip).problems()).isEmpty();
    assertThat(BundleVerification.of(unpacked.bag()).problems()).isEmpty();
  }

  @Test
  void result_saysWhatIsThere() throws IOException {
    BundleExport done = BundleExport.write(bundle, zip);
    assertThat(done.zipBytes()).isEqualTo(Files.size(zip));
    assertThat(done.sha256()).isEqualTo(Checksums.sha256(zip));
    Unpacked unpacked = Unpacked.by(zip, elsewhere.resolve("unpacked"));
    assertThat(done.files()).isEqualTo(unpacked.payload().size());
    assertThat(unpacked.bag().resolve("bag-info.txt"))
        .content()
        .contains("Payload-Oxum: " + done.bytes() + "." + done.files())
        .contains("External-Identifier: Stream 42/run-1");
  }

  @Test
  void sha256sum_acceptsAllLists_andRejectsWhatWasTamperedWith() throws Exception {
    assumeTrue(Unpacked.has("sha256sum"));
    Unpacked unpacked = exported();
    assertThat(Unpacked.sha256sum(unpacked.bag(), "tagmanifest-sha256.txt")).isZero();
    assertThat(Unpacked.sha256sum(unpacked.bag(), "manifest-sha256.txt")).isZero();
    assertThat(Unpacked.sha256sum(unpacked.data(), "checksums.sha256")).isZero();
    Files.writeString(unpacked.data().resolve("manifest.json"), "{}");
    assertThat(Unpacked.sha256sum(unpacked.bag(), "manifest-sha256.txt")).isNotZero();
    assertThat(Unpacked.sha256sum(unpacked.data(), "checksums.sha256")).isNotZero();
    assertThatThrownBy(unpacked::checkAsABag).isNotNull();
    assertThat(BundleVerification.of(unpacked.bag()).problems())
        .contains("changed: data/manifest.json");
  }

  @Test
  void bagit_rejectsMissingAndExtraFiles() throws Exception {
    Unpacked unpacked = exported();
    Path extra = Files.writeString(unpacked.data().resolve("extra.txt"), "");
    assertThatThrownBy(unpacked::checkAsABag).isNotNull();
    assertThat(BundleVerification.of(unpacked.bag()).problems())
        .contains("not in manifest-sha256.txt: data/extra.txt");
    Files.delete(extra);
    Files.delete(unpacked.data().resolve("manifest.json"));
    assertThatThrownBy(unpacked::checkAsABag).isNotNull();
    assertThat(BundleVerification.of(unpacked.bag()).problems())
        .contains("missing: data/manifest.json");
  }

  @Test
  void unzip_unpacksIt() throws Exception {
    assumeTrue(Unpacked.has("unzip"));
    BundleExport.write(bundle, zip);
    assertThat(Unpacked.run(elsewhere, "unzip", "-q", "run.zip", "-d", "unzipped")).isZero();
    assertThat(BundleVerification.of(Unpacked.in(elsewhere.resolve("unzipped")).bag()).problems())
        .isEmpty();
  }

  @Test
  void sameBundle_makesTheSameBytes_whereverAndWhenever() throws IOException {
    keep("stages/01_x/film.mp4", new byte[100_000]);
    BundleExport first = BundleExport.write(bundle, zip);
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab")); // its digits are others
      for (String name : new Bundle(bundle).files()) {
        Files.setLastModifiedTime(bundle.resolve(name), FileTime.from(Instant.EPOCH));
      }
      Path moved = Files.move(bundle, home.resolve("moved"));
      BundleExport second = BundleExport.write(moved, elsewhere.resolve("again.zip"));
      assertThat(second).isEqualTo(first);
      assertThat(elsewhere.resolve("again.zip")).hasSameBinaryContentAs(zip);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void media_areStored_andTextsDeflated() throws IOException {
    byte[] noise = new byte[300_000];
    new Random(42).nextBytes(noise);
    keep("stages/01_x/film.mp4", noise);
    keep("stages/01_x/words.txt", new byte[300_000]);
    BundleExport done = BundleExport.write(bundle, zip);
    assertThat(done.zipBytes()).isBetween(300_000L, 350_000L);
    assertThat(BundleVerification.of(zip).problems()).isEmpty();
  }

  @Test
  void damagedBundle_isRefused_andItsProblemsAreNamed() throws IOException {
    Files.writeString(bundle.resolve("manifest.json"), "{}");
    Files.createSymbolicLink(bundle.resolve("link"), home);
    assertThatThrownBy(() -> BundleExport.write(bundle, zip))
        .hasMessageContainingAll("not as it was left", "changed: manifest.json", "link")
        .asInstanceOf(type(UnsoundBundleException.class))
        .satisfies(e -> assertThat(e.verification().problemCount()).isEqualTo(2));
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void runThatGoesOn_isRefused() throws IOException {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-43").open()) {
      Path going = RunBundles.folder(home, run.context());
      run.stage("ingest").run(stage -> {});
      Awaitility.await().until(() -> Files.exists(going.resolve("manifest.json")));
      assertThatThrownBy(() -> BundleExport.write(going, zip))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("its run goes on");
    }
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void target_isNeverReplaced_norFollowed() throws IOException {
    Files.createSymbolicLink(zip, home.resolve("nothing"));
    assertThatThrownBy(() -> BundleExport.write(bundle, zip))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("is there already");
    Files.delete(zip);
    Files.writeString(zip, "mine");
    assertThatThrownBy(() -> BundleExport.write(bundle, zip))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(zip).hasContent("mine");
    assertThatThrownBy(() -> BundleExport.write(bundle, elsewhere.resolve("no/run.zip")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("is not there");
  }

  @Test
  void target_isNotInTheBundle_alsoThroughALink() throws IOException {
    assertThatThrownBy(() -> BundleExport.write(bundle, bundle.resolve("run.zip")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in the bundle itself");
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), bundle.resolve("stages"));
    assertThatThrownBy(() -> BundleExport.write(bundle, link.resolve("run.zip")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in the bundle itself");
    assertThat(BundleVerification.of(bundle).isSound()).isTrue();
  }

  @Test
  void bundleWithoutAManifest_orWithTheNameOfTheDescription_isRefused() throws IOException {
    keep("ro-crate-metadata.json", new byte[0]);
    assertThatThrownBy(() -> BundleExport.write(bundle, zip))
        .hasMessageContaining("a name that the export needs");
    keep("manifest.json", "[]".getBytes());
    assertThatThrownBy(() -> BundleExport.write(bundle, zip))
        .hasMessageContaining("is no manifest of a run");
    assertThat(elsewhere).isEmptyDirectory();
  }
}
