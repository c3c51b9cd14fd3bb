package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export in which anything is not as it was left is found out. */
class ExportVerificationTest {

  @TempDir Path folder;
  private final CraftedBag bag = new CraftedBag();

  private Path export() throws IOException {
    Path bundle;
    try (Obs obs = Obs.builder().standalone().home(folder.resolve("home")).open();
        RunScope run = obs.run("stream-42").open()) {
      bundle = RunBundles.folder(folder.resolve("home"), run.context());
      run.stage("ingest").run(stage -> {});
    }
    Path zip = folder.resolve("run.zip");
    BundleExport.write(bundle, zip);
    return zip;
  }

  private BundleVerification verify() throws IOException {
    return bag.finish().verify(folder.resolve("crafted.zip"));
  }

  /**
   * The bytes in the directory that say nothing of names or contents: by which version an entry was
   * made, and its attributes, as long as those make it no link. There are no others.
   */
  private static Set<Integer> irrelevant(byte[] zip) {
    ByteBuffer all = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    Set<Integer> offsets = new HashSet<>();
    int at = all.getInt(zip.length - 22 + 16);
    while (all.getInt(at) == 0x02014b50) {
      offsets.addAll(List.of(at + 4, at + 5));
      for (int attribute = at + 36; attribute < at + 42; attribute++) {
        offsets.add(attribute);
      }
      at += 46 + all.getShort(at + 28) + all.getShort(at + 30) + all.getShort(at + 32);
    }
    return offsets;
  }

  // The first bit: of the last byte of what is deflated, the last ones may be none at all.
  @Test
  void eachFlippedByte_isFound() throws IOException {
    Path zip = export();
    byte[] bytes = Files.readAllBytes(zip);
    Set<Integer> irrelevant = irrelevant(bytes);
    List<Integer> missed = new ArrayList<>();
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "rw")) {
      for (int at = 0; at < bytes.length; at++) {
        file.seek(at);
        file.write(bytes[at] ^ 1);
        if (BundleVerification.of(zip).isSound() != irrelevant.contains(at)) {
          missed.add(at);
        }
        file.seek(at);
        file.write(bytes[at]);
      }
    }
    assertThat(missed).as("of " + bytes.length).isEmpty();
    assertThat(BundleVerification.of(zip).isSound()).isTrue();
  }

  @Test
  void eachPlaceToCutIt_isFound() throws IOException {
    byte[] bytes = Files.readAllBytes(export());
    Path cut = folder.resolve("cut.zip");
    for (int length = 0; length < bytes.length; length += 97) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThat(BundleVerification.of(cut).problems()).as("at " + length).hasSize(1);
    }
  }

  @Test
  void craftedBag_isSound_asTheOthersWouldBe() throws IOException {
    assertThat(verify().problems()).isEmpty();
  }

  @Test
  void whatLiesFarBehind_isFound() throws IOException {
    bag.finish().zip.entries.forEach(entry -> entry.large = true);
    assertThat(bag.verify(folder.resolve("large.zip")).problems()).isEmpty();
  }

  @Test
  void changedMissingAndExtraFiles_areFound_inWellFormedZips() throws IOException {
    bag.finish();
    bag.zip.entries.removeIf(entry -> entry.name.endsWith("/data/ro-crate-metadata.json"));
    bag.zip.add("run/data/extra", "extra");
    bag.zip.add("run/extra.txt", "extra");
    bag.zip.entries.replaceAll(
        entry ->
            entry.name.endsWith("/data/manifest.json")
                ? new CraftedZip.Entry(entry.name, "[]".getBytes())
                : entry);
    assertThat(bag.verify(folder.resolve("crafted.zip")).problems())
        .contains(
            "changed: data/manifest.json",
            "missing: data/ro-crate-metadata.json",
            "not in manifest-sha256.txt: data/extra",
            "not in tagmanifest-sha256.txt: extra.txt")
        .anyMatch(problem -> problem.startsWith("bag-info.txt does not say"));
  }

  @Test
  void tagFiles_areHeldToTheirList() throws IOException {
    bag.tags.put("tagmanifest-sha256.txt", "0".repeat(64) + "  bagit.txt\n");
    assertThat(verify().problems())
        .containsExactly(
            "changed: bagit.txt",
            "not in tagmanifest-sha256.txt: bag-info.txt",
            "not in tagmanifest-sha256.txt: manifest-sha256.txt");
  }

  @Test
  void bundlesOwnList_isRead_alsoWhereTheBagWasMadeToFit() throws IOException {
    bag.payload.put("checksums.sha256", "0".repeat(64) + "  manifest.json\n");
    assertThat(verify().problems()).containsExactly("changed: data/manifest.json");
  }

  @Test
  void bagWithoutItsParts_isNone() throws IOException {
    bag.tags.put("bagit.txt", "BagIt-Version: 0.97\n");
    bag.tags.put("fetch.txt", "https://example.org/a 1 data/a\n");
    bag.tags.put("bag-info.txt", "Payload-Oxum: 1.1\n");
    assertThat(verify().problems())
        .hasSize(3)
        .anyMatch(problem -> problem.contains("BagIt 1.0"))
        .anyMatch(problem -> problem.contains("fetch.txt"))
        .anyMatch(problem -> problem.contains("bag-info.txt"));
    CraftedZip other = new CraftedZip();
    other.add("photos/cat.jpg", "cat");
    assertThat(BundleVerification.of(other.write(folder.resolve("other.zip"))).problems())
        .singleElement()
        .asString()
        .contains("no bagit.txt");
  }

  @Test
  void lists_cannotLeadOut_norFillTheMemory() throws IOException {
    String sum = "0".repeat(64);
    StringBuilder list = new StringBuilder();
    for (String name : List.of("../secret", "/etc/passwd", "bagit.txt", "data/../bagit.txt")) {
      list.append(sum).append("  ").append(name).append('\n');
    }
    list.append("no line\n".repeat(5_000)).append("x".repeat(3_000_000));
    bag.tags.put("manifest-sha256.txt", list.toString());
    BundleVerification found = verify();
    assertThat(found.problemCount()).isEqualTo(4 + 5_000 + 1 + 3);
    assertThat(found.problems()).hasSize(1_000).allMatch(problem -> problem.length() < 1_100);
  }

  @Test
  void unpackedBag_isComparedToo_andLinksAreNotFollowed() throws IOException {
    Unpacked unpacked = Unpacked.by(export(), folder.resolve("unpacked"));
    assertThat(BundleVerification.of(unpacked.bag()).problems()).isEmpty();
    Path moved = Files.move(unpacked.data().resolve("manifest.json"), folder.resolve("moved"));
    Files.createSymbolicLink(unpacked.data().resolve("manifest.json"), moved);
    assertThat(BundleVerification.of(unpacked.bag()).problems())
        .contains("cannot be read: data/manifest.json (is no file)");
  }
}
