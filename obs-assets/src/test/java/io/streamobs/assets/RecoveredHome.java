package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What has to hold in a home whose last process crashed, once the next one looked after it. */
record RecoveredHome(Path path) {

  /** Bundles with a journal; without one nobody knows of what run it would be. */
  List<Bundle> bundles() {
    if (!Files.exists(path.resolve("runs"))) {
      return List.of();
    }
    return Bundle.all(path).stream()
        .map(Bundle::new)
        .filter(bundle -> !bundle.journals().isEmpty())
        .toList();
  }

  /** Holds all of it against every bundle. */
  void assertSound() throws IOException {
    for (Bundle bundle : bundles()) {
      assertThat(Bundle.below(bundle.path()))
          .noneMatch(file -> String.valueOf(file.getFileName()).startsWith(".staging-"));
      assertSound(bundle);
    }
  }

  /** The same for one of them. */
  void assertSound(Bundle bundle) throws IOException {
    assertThat(BundleVerification.of(bundle.path()).problems()).isEmpty();
    assertWhole(bundle);
    assertFitsItsJournals(bundle);
    assertIsWhatRebuildMakes(bundle);
  }

  /** No journal lost or changed anything of what it had. */
  void assertHas(Map<Path, byte[]> journals) throws IOException {
    for (Map.Entry<Path, byte[]> journal : journals.entrySet()) {
      Path file = path.resolve(journal.getKey());
      byte[] expected = journal.getValue();
      assertThat(file).exists();
      assertThat(Arrays.copyOf(Files.readAllBytes(file), expected.length))
          .as("the beginning of %s", file)
          .isEqualTo(expected);
    }
  }

  // Whatever has a name that readers know is whole: manifests, and each line of an index.
  private static void assertWhole(Bundle bundle) throws IOException {
    if (hasRecords(bundle)) {
      Schemas.assertValid("run-manifest", List.of(bundle.manifest()));
    } else {
      assertThat(bundle.files()).as("without a record of the run").doesNotContain("manifest.json");
    }
    for (String file : bundle.files()) {
      if (file.endsWith("/manifest.json")) {
        String kind = file.startsWith("stages/") ? "stage-manifest" : "fragment-manifest";
        Schemas.assertValid(kind, List.of(bundle.json(file)));
      }
    }
    Schemas.assertValid("fragment-index", indexed(bundle));
    for (JsonNode line : indexed(bundle)) {
      if (line.has("manifest")) {
        assertThat(bundle.path().resolve(line.get("manifest").asString())).exists();
      }
    }
  }

  private static boolean hasRecords(Bundle bundle) throws IOException {
    for (Path journal : bundle.journals()) {
      for (JsonNode line : CheckedJournal.read(journal).lines()) {
        if (!line.get("record").get("runId").asString().equals("-")) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<JsonNode> indexed(Bundle bundle) {
    List<JsonNode> lines = new ArrayList<>();
    for (String file : bundle.files()) {
      if (file.startsWith("fragments/index-")) {
        try {
          lines.addAll(Bundle.lines(bundle.path().resolve(file)));
        } catch (JacksonException e) {
          throw new AssertionError(file + " has a line that is none", e);
        }
      }
    }
    return lines;
  }

  private static void assertFitsItsJournals(Bundle bundle) throws IOException {
    List<Long> fragments = new ArrayList<>();
    Map<String, Long> outcomes = new TreeMap<>();
    for (Path path : bundle.journals()) {
      CheckedJournal journal = CheckedJournal.read(path);
      assertThat(journal.numbers()).as("lines of " + path).isSorted().doesNotHaveDuplicates();
      fragments.addAll(journal.fragments());
      for (JsonNode end : journal.records("fragment_finished")) {
        outcomes.merge(end.get("outcome").asString(), 1L, Long::sum);
      }
    }
    assertThat(indexed(bundle))
        .as("fragments in the indexes")
        .filteredOn(line -> !line.get("outcome").asString().equals("interrupted"))
        .extracting(line -> line.get("fragmentSeq").longValue())
        .containsExactlyInAnyOrderElementsOf(fragments);
    if (!hasRecords(bundle)) {
      return;
    }
    Map<String, Long> told = new TreeMap<>();
    bundle
        .manifest()
        .get("fragments")
        .get("outcomes")
        .forEachEntry((outcome, count) -> told.put(outcome, count.longValue()));
    told.remove("interrupted");
    told.values().removeIf(count -> count == 0);
    assertThat(told).as("fragments in the manifest").isEqualTo(outcomes);
  }

  // Manifests of fragments and stages whose lines a cut took from the journal may be left as well.
  private void assertIsWhatRebuildMakes(Bundle bundle) throws IOException {
    Map<Path, String> recovered = texts(bundle);
    BundleRebuild.of(path, bundle.path());
    assertThat(BundleVerification.of(bundle.path()).problems()).isEmpty();
    assertThat(recovered).containsAllEntriesOf(texts(bundle));
  }

  private static Map<Path, String> texts(Bundle bundle) throws IOException {
    Map<Path, String> texts = new HashMap<>();
    for (String file : bundle.files()) {
      if (!file.equals("checksums.sha256")) {
        Path path = bundle.path().resolve(file);
        texts.put(path, Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }
}
