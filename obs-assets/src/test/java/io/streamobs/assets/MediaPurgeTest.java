package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Asset;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.home.Disk;
import io.streamobs.testkit.LogSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Contents go, and the bundle says so and is whole. */
class MediaPurgeTest {

  private static final byte[] SOUND = {0, 1, 2, 3, 4, 5, 6, 7};

  @TempDir Path home;
  @TempDir Path work;

  private void run(long seq) throws IOException {
    Path audio = Files.write(work.resolve("audio-" + seq + ".wav"), SOUND);
    RunBundles capturing =
        RunBundles.builder().capture("a test", Instant.now().plusSeconds(600), 1 << 20).build();
    try (Obs obs = Obs.builder().standalone().home(home).plugin(capturing).open();
        RunScope run = obs.run("stream-42").runId("run-1").open()) {
      run.stage("ingest").run(stage -> stage.output("probe", new byte[] {0, (byte) seq}));
      SmallRun.fragment(run, seq);
      run.fragment(100 + seq)
          .open()
          .stage("ingest")
          .run(stage -> stage.input("audio", Asset.file(audio)));
    }
  }

  private static void assertSound(Bundle bundle) throws IOException {
    assertThat(BundleVerification.of(bundle.path()).problems()).isEmpty();
    Schemas.assertValid("run-manifest", List.of(bundle.manifest()));
    assertThat(bundle.records())
        .allSatisfy(
            record -> assertThat(LogSchema.ofRecords().violations(record.toString())).isEmpty());
  }

  private static List<String> contents(Bundle bundle) {
    return bundle.files().stream()
        .filter(file -> file.matches(".*/(probe|segment|audio)[^/]*\\.(bin|wav)"))
        .toList();
  }

  @Test
  void purgedMedia_areGone_andTheBundleSaysSo() throws IOException {
    run(1);
    Bundle bundle = Bundle.only(home);
    RetentionItem item = Purges.of(home).only();
    assertThat(contents(bundle)).hasSize(3);
    assertThat(item.mediaBytes()).isEqualTo(2 + 12 + SOUND.length);
    Purges purges = Purges.of(home).purge(RetentionPart.MEDIA);
    assertThat(purges.failures).isEmpty();
    assertThat(contents(bundle)).isEmpty();
    assertThat(work.resolve("audio-1.wav")).hasBinaryContent(SOUND);
    assertSound(bundle);
    JsonNode purged = bundle.manifest().get("media_purged");
    assertThat(purged.get("files").asInt()).isEqualTo(3);
    assertThat(purged.get("bytes").asLong()).isEqualTo(item.mediaBytes());
    JsonNode asset =
        bundle
            .json("fragments/000/000001/manifest.json")
            .at("/passes/0/stages")
            .findParents("outputs")
            .get(0)
            .at("/outputs/0");
    assertThat(asset.get("discarded").asString()).isEqualTo("purged");
    assertThat(asset.has("captured")).isFalse();
    RetentionItem after = Purges.of(home).only();
    assertThat(after.mediaBytes()).isZero();
    assertThat(after.newest()).isEqualTo(item.newest());
    assertThat(after.kept()).isNull();
  }

  @Test
  void purgedMedia_staySaid_whereItIsRebuilt_exported_andPurgedAgain() throws IOException {
    run(1);
    Purges.of(home).purge(RetentionPart.MEDIA);
    Bundle bundle = Bundle.only(home);
    JsonNode said = bundle.manifest();
    BundleRebuild.of(home, bundle.path());
    assertThat(bundle.manifest()).isEqualTo(said);
    Purges again = Purges.of(home).purge(RetentionPart.MEDIA);
    assertThat(again.failures).isEmpty();
    assertThat(bundle.manifest()).isEqualTo(said);
    assertSound(bundle);
    Path zip = work.resolve("run.zip");
    BundleExport.write(bundle.path(), zip);
    assertThat(BundleVerification.of(zip).problems()).isEmpty();
  }

  @Test
  void runThatGoesOn_afterItsMediaWerePurged_isPurgedAgain() throws IOException {
    run(1);
    Purges.of(home).purge(RetentionPart.MEDIA);
    run(2);
    Bundle bundle = Bundle.only(home);
    assertSound(bundle);
    assertThat(contents(bundle)).hasSize(3);
    assertThat(bundle.manifest().get("media_purged").get("files").asInt()).isEqualTo(3);
    Purges.of(home).purge(RetentionPart.MEDIA);
    assertThat(contents(bundle)).isEmpty();
    assertSound(bundle);
    assertThat(bundle.manifest().get("media_purged").get("bytes").asLong())
        .isEqualTo(2 * (2 + 12 + SOUND.length));
  }

  @Test
  void contentThatNoJournalKnows_goesToo_andIsNoted() throws IOException {
    run(1);
    Bundle bundle = Bundle.only(home);
    Files.writeString(bundle.path().resolve("stages/01_ingest/mine.txt"), "mine");
    assertThat(Purges.of(home).purge(RetentionPart.MEDIA).failures).isEmpty();
    assertThat(bundle.path().resolve("stages/01_ingest/mine.txt")).doesNotExist();
    assertThat(bundle.manifest().get("media_purged").get("files").asInt()).isEqualTo(4);
    assertSound(bundle);
  }

  @Test
  void purgeThatTheDiskRefuses_atAnyPoint_isEndedByTheNextOne() throws IOException {
    run(1);
    Path template = Files.createDirectory(work.resolve("template"));
    PurgedHome.copy(home, template);
    int failed = 0;
    for (int n = 0; ; n++) {
      Path copy = Files.createDirectory(work.resolve("home-" + n));
      PurgedHome.copy(template, copy);
      int from = n;
      RefusingDisk disk = new RefusingDisk((asked, path) -> asked >= from && isOfRuns(copy, path));
      Purges purges = new Purges(copy, disk).purge(RetentionPart.MEDIA);
      disk.heal();
      if (purges.failures.isEmpty()) {
        break;
      }
      failed++;
      assertThat(new Purges(copy, Disk.LOCAL).purge(RetentionPart.MEDIA).failures).isEmpty();
      Bundle bundle = Bundle.only(copy);
      assertThat(contents(bundle)).isEmpty();
      assertSound(bundle);
      assertThat(bundle.manifest().get("media_purged").get("files").asInt()).isEqualTo(3);
      assertThat(bundle.files()).noneMatch(file -> file.contains(".staging-"));
    }
    assertThat(failed).isGreaterThan(20);
  }

  private static boolean isOfRuns(Path home, Path path) {
    return path.startsWith(home.resolve("runs"));
  }
}
