package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.ErrorCode;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.testkit.LogSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is really written is what the schemas in {@code docs/schema} say. */
class SchemaTest {

  static final ErrorCode LOST =
      ErrorCode.of("LIVE-SEG-001", "A segment is lost.", "See the cause.");

  @TempDir Path home;

  @BeforeEach
  void runAllKindsOfThings() {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope run = obs.run("stream-42").open()) {
      run.stage("demux")
          .run(
              stage -> {
                stage.config("threads", 2);
                stage.input("video", Path.of("film.mp4"));
                stage.output("audio", new byte[10]);
                stage.intermediate("index", Path.of("index.bin"), "to seek faster");
                stage.warning("odd");
              });
      for (int seq = 0; seq < 6; seq++) {
        int n = seq;
        try (FragmentScope fragment =
            run.fragment(seq)
                .id("f" + seq)
                .batch(1)
                .media(Duration.ZERO, Duration.ofSeconds(1))
                .open()) {
          fragment
              .stage("normalise")
              .run(
                  stage -> {
                    stage.attribute("gain_db", 1.5);
                    stage.timing("encode", Duration.ofMillis(2));
                    stage.output("segment", new byte[10]);
                    switch (n) {
                      case 1 -> stage.degrade("silence");
                      case 2 -> stage.fail(LOST, new IOException("no room"));
                      case 3 -> stage.skip("nothing there");
                      case 4 -> stage.error(LOST, "went on");
                      default -> {}
                    }
                  });
          if (n == 5) {
            fragment.stage("forgotten").open().close();
          }
        }
      }
      run.interrupt("deploy");
    }
  }

  private static void assertValid(String schema, List<JsonNode> documents) {
    assertThat(documents).isNotEmpty();
    Schemas.assertValid(schema, documents);
  }

  private List<JsonNode> manifests(String folder) {
    Bundle bundle = Bundle.only(home);
    return bundle.files().stream()
        .filter(file -> file.startsWith(folder) && file.endsWith("/manifest.json"))
        .map(bundle::json)
        .toList();
  }

  @Test
  void runManifest_isValid() {
    assertValid("run-manifest", List.of(Bundle.only(home).manifest()));
  }

  @Test
  void stageManifests_areValid() {
    assertThat(manifests("stages/")).hasSize(3);
    assertValid("stage-manifest", manifests("stages/"));
  }

  @Test
  void fragmentManifests_areValid() {
    assertThat(manifests("fragments/")).hasSize(4);
    assertValid("fragment-manifest", manifests("fragments/"));
  }

  @Test
  void indexOfFragments_isValid() {
    Bundle bundle = Bundle.only(home);
    List<JsonNode> lines =
        bundle.files().stream()
            .filter(file -> file.startsWith("fragments/index-"))
            .flatMap(file -> Bundle.lines(bundle.path().resolve(file)).stream())
            .toList();
    assertThat(lines).hasSize(6);
    assertValid("fragment-index", lines);
  }

  @Test
  void journal_isValid_andSoAreItsRecords() {
    Bundle bundle = Bundle.only(home);
    assertValid("journal-line", Bundle.lines(bundle.journals().get(0)));
    assertThat(bundle.records())
        .allSatisfy(
            record -> assertThat(LogSchema.ofRecords().violations(record.toString())).isEmpty());
  }
}
