package io.streamobs.assets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.Asset;
import io.streamobs.ConfigurationException;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.Stage;
import io.streamobs.StagedFile;
import io.streamobs.audit.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class CaptureTest {

  private static final byte[] MEDIA = media(1, 5_000);
  private static final String SECRET = "password=hunter2-hunter2";

  @TempDir Path home;
  @TempDir Path work;

  private static byte[] media(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 0; // in no text
    return bytes;
  }

  private static RunBundles capturing(long maxBytes) {
    Instant until = Instant.now().plus(Duration.ofHours(1));
    return RunBundles.builder().capture("INC-4711: clicks", until, maxBytes).build();
  }

  private void run(RunBundles bundles, Consumer<RunScope> body) {
    try (Obs obs = Obs.builder().standalone().home(home).plugin(bundles).open();
        RunScope run = obs.run("stream-42").runId("r").stages("ingest", "normalise").open()) {
      body.accept(run);
    }
  }

  private void inStage(RunBundles bundles, Consumer<Stage> body) {
    run(
        bundles,
        run -> {
          try (FragmentScope fragment = run.fragment(7).open()) {
            fragment.stage("normalise").run(body::accept);
          }
        });
  }

  private JsonNode fragment() {
    return Bundle.only(home).json("fragments/000/000007/manifest.json");
  }

  private JsonNode asset(String role, int n) {
    return fragment().get("passes").get(0).get("stages").get(0).get(role).get(n);
  }

  private JsonNode output() {
    return asset("outputs", 0);
  }

  private Path content(JsonNode asset) {
    return Bundle.only(home).path().resolve(asset.get("captured").asString());
  }

  private Path file(String name, byte[] content) {
    try {
      return Files.write(work.resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private List<JsonNode> events(String event) {
    return Bundle.only(home).records().stream()
        .filter(record -> record.get("event").asString().equals(event))
        .toList();
  }

  private void assertSound() {
    try {
      assertThat(BundleVerification.of(Bundle.only(home).path()).problems()).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void contents_areNotCaptured_byDefault_butFilesHaveChecksums() {
    Path audio = file("audio.wav", MEDIA);
    inStage(
        RunBundles.ofDefaults(),
        stage -> {
          stage.input("audio", audio);
          stage.output("segment", MEDIA);
          stage.fail(new IOException("no room"));
        });
    assertThat(asset("inputs", 0).get("sha256").asString()).isEqualTo(sha256(MEDIA));
    assertThat(asset("inputs", 0).get("size_bytes").asInt()).isEqualTo(MEDIA.length);
    assertThat(output().get("size_bytes").asInt()).isEqualTo(MEDIA.length);
    assertThat(output().has("sha256")).isFalse();
    assertThat(Bundle.only(home).files()).noneMatch(file -> file.contains("audio"));
    assertThat(events("capture_started")).isEmpty();
    assertSound();
  }

  @Test
  void index_namesWhatEachFragmentReadAndWrote() {
    Path audio = file("audio.wav", MEDIA);
    inStage(RunBundles.ofDefaults(), stage -> stage.output("audio", audio));
    Bundle bundle = Bundle.only(home);
    String index =
        bundle.files().stream()
            .filter(f -> f.startsWith("fragments/index-"))
            .findAny()
            .orElseThrow();
    JsonNode line = Bundle.lines(bundle.path().resolve(index)).get(0);
    JsonNode asset = line.get("assets").get(0);
    assertThat(asset.get("stage").asString()).isEqualTo("normalise");
    assertThat(asset.get("role").asString()).isEqualTo("output");
    assertThat(asset.get("sha256").asString()).isEqualTo(sha256(MEDIA));
    assertThat(line.has("manifest")).isFalse();
  }

  @Test
  void bytes_areThoseOfTheHandOver() throws IOException {
    inStage(
        capturing(1 << 20),
        stage -> {
          byte[] buffer = MEDIA.clone();
          stage.output("segment", Asset.bytes(buffer).with("format", "ts"));
          Arrays.fill(buffer, (byte) 1);
        });
    assertThat(output().get("captured").asString())
        .isEqualTo("fragments/000/000007/02_normalise/segment.ts");
    assertThat(content(output())).hasBinaryContent(MEDIA);
    assertThat(output().get("sha256").asString()).isEqualTo(sha256(MEDIA));
    assertThat(output().get("fields").get("format").asString()).isEqualTo("ts");
    assertSound();
  }

  @Test
  void file_mayBeDeletedAfterwards() throws IOException {
    Path audio = file("audio.wav", MEDIA);
    inStage(capturing(1 << 20), stage -> stage.output("audio", audio));
    Files.delete(audio);
    assertThat(content(output())).hasFileName("audio.wav").hasBinaryContent(MEDIA);
    assertSound();
  }

  @Test
  void file_ofAnotherFileSystem_isCopied() throws IOException {
    Path shm = Path.of("/dev/shm");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isWritable(shm) && !Files.getFileStore(shm).equals(Files.getFileStore(home)));
    Path audio = Files.write(Files.createTempFile(shm, "audio", ".wav"), MEDIA);
    try {
      inStage(capturing(1 << 20), stage -> stage.output("audio", audio));
    } finally {
      Files.delete(audio);
    }
    assertThat(content(output())).hasBinaryContent(MEDIA);
  }

  @Test
  void stagedFile_isCaptured() throws IOException {
    inStage(
        capturing(1 << 20),
        stage -> {
          try (StagedFile staged = stage.staging("audio", work.resolve("audio.wav"))) {
            Files.write(staged.path(), MEDIA);
            assertThat(staged.commit()).isTrue();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(content(output())).hasBinaryContent(MEDIA);
  }

  @Test
  void content_thatIsThere_isNotKeptTwice() {
    Path audio = file("audio.wav", MEDIA);
    run(
        capturing(2 * MEDIA.length),
        run -> {
          try (FragmentScope fragment = run.fragment(7).open()) {
            fragment.stage("ingest").run(stage -> stage.output("audio", audio));
            fragment.stage("normalise").run(stage -> stage.input("audio", audio));
            fragment.stage("normalise").run(stage -> stage.input("again", MEDIA));
          }
        });
    JsonNode stages = fragment().get("passes").get(0).get("stages");
    String first = stages.get(0).get("outputs").get(0).get("captured").asString();
    assertThat(stages.get(1).get("inputs").get(0).get("captured").asString()).isEqualTo(first);
    assertThat(stages.get(2).get("inputs").get(0).get("captured").asString()).isEqualTo(first);
    assertThat(Bundle.only(home).files())
        .filteredOn(f -> f.startsWith("fragments/0"))
        .containsExactlyInAnyOrder(first, "fragments/000/000007/manifest.json");
  }

  @Test
  void file_thatIsGone_isSaidToBe() {
    inStage(capturing(1 << 20), stage -> stage.output("audio", work.resolve("gone.wav")));
    Bundle bundle = Bundle.only(home);
    assertThat(events("asset_recorded").get(0).get("details").get("gone").asBoolean()).isTrue();
    assertThat(bundle.json("stages/02_normalise/manifest.json").get("contents").get("gone").asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void text_isCapturedWithoutItsSecrets(String charset) throws IOException {
    byte[] text = ("Grüße\n" + SECRET + "\nEnde").getBytes(charset);
    Path log = file("tool.txt", text);
    inStage(
        capturing(1 << 20),
        stage -> {
          stage.output("log", log);
          stage.output("bytes", text);
        });
    for (int n = 0; n < 2; n++) {
      JsonNode asset = asset("outputs", n);
      String kept = new String(Files.readAllBytes(content(asset)), charset);
      assertThat(kept).startsWith("Grüße\n").endsWith("\nEnde").doesNotContain("hunter2");
      assertThat(asset.get("original_sha256").asString()).isEqualTo(sha256(text));
      assertThat(asset.get("sha256").asString())
          .isEqualTo(sha256(Files.readAllBytes(content(asset))));
    }
    assertThat(Bundle.below(home))
        .filteredOn(Files::isRegularFile)
        .allSatisfy(
            file ->
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                    .doesNotContain("hunter2")
                    .doesNotContain(new String("hunter2".getBytes(UTF_16), 2, 14, ISO_8859_1)));
    assertSound();
  }

  @Test
  void string_isCaptured_asJsonWhereItIs() throws IOException {
    inStage(
        capturing(1 << 20),
        stage ->
            stage.output("segments", Asset.text("{\"text\":\"Grüße\",\"token\":\"abc123xyz\"}")));
    assertThat(content(output())).hasFileName("segments.json");
    assertThat(Files.readString(content(output()), UTF_8))
        .contains("Grüße")
        .doesNotContain("abc123");
  }

  @Test
  void text_thatIsTooLongToBeLookedThrough_isDropped() {
    String text = "all is well\n".repeat(500_000);
    inStage(capturing(1 << 30), stage -> stage.output("log", Asset.text(text)));
    assertThat(output().get("dropped").asString()).isEqualTo("text_too_long");
    assertThat(events("assets_dropped")).hasSize(1);
  }

  @Test
  void contentsBeyondTheBudget_areDropped_andCounted_andSaid() {
    Path film = file("film.mp4", media(9, 3_000));
    inStage(
        capturing(12_000),
        stage -> {
          for (int n = 0; n < 5; n++) {
            stage.output("segment", media(n, 5_000));
          }
          stage.output("film", film);
        });
    JsonNode contents = Bundle.only(home).json("stages/02_normalise/manifest.json").get("contents");
    assertThat(contents.get("captured").asInt()).isEqualTo(2);
    assertThat(contents.get("dropped").get("over_budget").asInt()).isEqualTo(4);
    assertThat(asset("outputs", 4).get("dropped").asString()).isEqualTo("over_budget");
    assertThat(asset("outputs", 5).get("sha256").asString()).isEqualTo(sha256(media(9, 3_000)));
    assertThat(events("assets_dropped"))
        .allSatisfy(
            event -> {
              assertThat(event.get("level").asString()).isEqualTo("WARN");
              assertThat(event.get("stage").asString()).isEqualTo("normalise");
              assertThat(event.get("fragmentSeq").asInt()).isEqualTo(7);
            });
    assertThat(
            events("assets_dropped").stream()
                .mapToInt(event -> event.get("details").get("count").asInt())
                .sum())
        .isEqualTo(4);
  }

  @Test
  void capture_isAnEventOfItsOwn_andInTheManifest() {
    inStage(capturing(1 << 20), stage -> stage.output("segment", MEDIA));
    JsonNode started = events("capture_started").get(0);
    assertThat(started.get("level").asString()).isEqualTo("WARN");
    assertThat(started.get("details").get("reason").asString()).isEqualTo("INC-4711: clicks");
    assertThat(events("capture_ended").get(0).get("details").get("size_bytes").asInt())
        .isEqualTo(MEDIA.length);
    JsonNode capture = Bundle.only(home).manifest().get("instances").get(0).get("capture");
    assertThat(capture.get("reason").asString()).isEqualTo("INC-4711: clicks");
    assertThat(capture.get("assets").asInt()).isEqualTo(1);
    assertThat(capture.get("end").asString()).isEqualTo("closed");
  }

  @Test
  void capture_isOnTheAudit() throws IOException {
    inStage(capturing(1 << 20), stage -> stage.output("segment", MEDIA));
    List<String> entries = new ArrayList<>();
    Audit.of(home, null).read(entries::add);
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0))
        .contains("\"capture_started\"", "\"INC-4711: clicks\"", "\"max_bytes\":1048576");
    assertThat(entries.get(1))
        .contains("\"capture_ended\"", "\"closed\"", "\"bytes\":" + MEDIA.length);
    assertThat(Audit.of(home, null).verify(null).problems()).isEmpty();
  }

  @Test
  void captureThatIsOver_capturesNothing_andLetsTheWorkerStart() {
    Instant past = Instant.now().minusSeconds(1);
    inStage(
        RunBundles.builder().capture("INC-4711", past, 1 << 20).build(),
        stage -> stage.output("segment", MEDIA));
    assertThat(Bundle.only(home).files()).noneMatch(file -> file.contains("segment"));
    assertThat(events("capture_started")).isEmpty();
  }

  @Test
  void stageOutsideFragments_hasItsContentsBesideItsManifest() {
    Path manifest = file("manifest.json", "{}".getBytes(UTF_8));
    Path log = file("stage.2.log", "said".getBytes(UTF_8));
    run(
        capturing(1 << 20),
        run ->
            run.stage("normalise")
                .run(
                    stage -> {
                      stage.output("manifest", manifest);
                      stage.output("log", log);
                      stage.output("audio", media(1, 10));
                      stage.output("audio", media(2, 10));
                    }));
    JsonNode stage = Bundle.only(home).json("stages/02_normalise/manifest.json");
    assertThat(stage.get("stage").asString()).isEqualTo("normalise");
    assertThat(stage.get("outputs"))
        .extracting(asset -> asset.get("captured").asString())
        .containsExactly(
            "stages/02_normalise/asset-manifest.json",
            "stages/02_normalise/asset-stage.2.log",
            "stages/02_normalise/audio.bin",
            "stages/02_normalise/audio.2.bin");
    assertSound();
  }

  @Test
  void hostileNames_stayInTheirFolder() {
    inStage(
        capturing(1 << 20),
        stage -> {
          stage.output("../../../../out", media(1, 10));
          stage.output("CON", Asset.bytes(media(2, 10)).with("format", "../../x"));
          stage.output("x".repeat(300), media(3, 10));
          stage.output("a\0b", media(4, 10));
        });
    for (int n = 0; n < 4; n++) {
      Path parent = Path.of(asset("outputs", n).get("captured").asString()).getParent();
      assertThat(parent).isEqualTo(Path.of("fragments/000/000007/02_normalise"));
    }
    assertSound();
  }

  @Test
  void pipe_isNoFile_andNobodyWaitsForIt() throws Exception {
    Path pipe = work.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    inStage(capturing(1 << 20), stage -> stage.input("audio", pipe));
    assertThat(asset("inputs", 0).get("dropped").asString()).isEqualTo("no_file");
  }

  @Test
  void keptIntermediate_saysWhy_andHowLong() {
    Path pcm = file("audio.pcm", MEDIA);
    inStage(
        RunBundles.ofDefaults(),
        stage -> {
          stage.intermediate("pcm", Asset.file(pcm).kept("to hear it", Duration.ofDays(3)));
          stage.degrade("silence");
        });
    JsonNode kept = asset("intermediates", 0);
    assertThat(kept.get("why").asString()).isEqualTo("to hear it");
    assertThat(kept.get("keep_ms").asLong()).isEqualTo(Duration.ofDays(3).toMillis());
  }

  @Test
  void rebuild_makesTheSame() throws IOException {
    Path audio = file("audio.wav", MEDIA);
    run(
        capturing(1 << 20),
        run -> {
          for (int seq = 0; seq < 20; seq++) {
            int n = seq;
            try (FragmentScope fragment = run.fragment(seq).open()) {
              fragment.stage("ingest").run(stage -> stage.output("audio", audio));
              fragment.stage("normalise").run(stage -> stage.output("segment", media(n, 100)));
            }
          }
        });
    Path bundle = Bundle.only(home).path();
    String before = Files.readString(bundle.resolve("checksums.sha256"));
    BundleRebuild.of(home, bundle);
    assertThat(Files.readString(bundle.resolve("checksums.sha256"))).isEqualTo(before);
  }

  @Test
  void rebuild_discardsWhatIsDamagedOrMissing_andLeavesWhatItDoesNotKnow() throws IOException {
    inStage(
        capturing(1 << 20),
        stage -> {
          stage.output("damaged", media(1, 100));
          stage.output("missing", media(2, 100));
          stage.output("sound", media(3, 100));
        });
    Path folder = content(output()).getParent();
    Files.write(folder.resolve("damaged.bin"), media(4, 100));
    Files.delete(folder.resolve("missing.bin"));
    Path unknown = Files.writeString(folder.resolve("NOTES.txt"), "listen to this one");
    BundleRebuild.of(home, Bundle.only(home).path());
    assertThat(asset("outputs", 0).get("discarded").asString()).isEqualTo("damaged");
    assertThat(asset("outputs", 1).get("discarded").asString()).isEqualTo("missing");
    assertThat(content(asset("outputs", 2))).exists();
    assertThat(folder).isDirectoryNotContaining("glob:**/damaged.bin");
    assertThat(unknown).exists();
    assertThat(events("asset_discarded")).hasSize(2);
    assertSound();
    BundleRebuild.of(home, Bundle.only(home).path());
    assertThat(events("asset_discarded")).hasSize(2);
  }

  @Test
  void nameThatGotFree_isUsedAgain_andNotTakenForTheOneThatWasDiscarded() throws IOException {
    inStage(capturing(1 << 20), stage -> stage.output("audio", media(1, 100)));
    Path content = content(output());
    Files.write(content, media(2, 100));
    BundleRebuild.of(home, Bundle.only(home).path());
    assertThat(content).doesNotExist();
    inStage(capturing(1 << 20), stage -> stage.output("audio", media(3, 100)));
    for (int n = 0; n < 2; n++) {
      JsonNode again = fragment().get("passes").get(1).get("stages").get(0).get("outputs").get(0);
      assertThat(content(again)).isEqualTo(content).hasBinaryContent(media(3, 100));
      BundleRebuild.of(home, Bundle.only(home).path());
    }
    assertSound();
  }

  @Test
  void assetsBeyondWhatAStageNames_areNotKept() {
    inStage(
        capturing(1 << 20),
        stage -> {
          for (int n = 0; n < 300; n++) {
            stage.output("segment", media(n, 100));
          }
        });
    JsonNode stage = fragment().get("passes").get(0).get("stages").get(0);
    assertThat(events("asset_recorded")).hasSize(stage.get("outputs").size());
    assertThat(stage.get("outputs").size()).isLessThan(300);
    assertThat(stage.get("omitted").asInt())
        .isGreaterThanOrEqualTo(300 - stage.get("outputs").size());
  }

  @Test
  void stageThatWasCutOff_hasWhatItHandedOver() throws IOException {
    run(
        capturing(1 << 20),
        run -> run.fragment(7).open().stage("normalise").open().output("audio", MEDIA));
    JsonNode pass = fragment().get("passes").get(0);
    assertThat(pass.get("outcome").asString()).isEqualTo("interrupted");
    assertThat(content(output())).hasBinaryContent(MEDIA);
    BundleRebuild.of(home, Bundle.only(home).path());
    assertThat(content(output())).hasBinaryContent(MEDIA);
    assertThat(fragment().get("passes")).hasSize(1);
    assertSound();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void captureWithoutAReason_isRefused(String reason) {
    assertThatThrownBy(() -> RunBundles.builder().capture(reason, Instant.now(), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("say why contents are captured");
  }

  @Test
  void captureWithoutAnEnd_isRefused() {
    Instant far = Instant.now().plus(Duration.ofDays(32));
    assertThatThrownBy(() -> RunBundles.builder().capture("INC-4711", far, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("within the next 31 days");
    assertThatThrownBy(() -> RunBundles.builder().capture("INC-4711", Instant.now(), 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("at most");
  }
}
