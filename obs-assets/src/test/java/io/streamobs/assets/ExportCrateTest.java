package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.ErrorCode;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.assets.internal.bundle.Checksums;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description in an export is what RO-Crate 1.1 and Process Run Crate 0.5 ask for. */
class ExportCrateTest {

  static final ErrorCode LOST =
      ErrorCode.of("LIVE-SEG-001", "A segment is lost.", "See the cause.");
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Path bundle;
  private Unpacked unpacked;
  private JsonNode crate;
  private final Map<String, JsonNode> entities = new HashMap<>();

  @BeforeEach
  void leaveABundle() throws IOException {
    try (Obs obs =
            Obs.builder().service("live-dub").component("worker").standalone().home(home).open();
        RunScope run = obs.run("stream-42").stages("Demux 100%", "asr", "publish").open()) {
      bundle = RunBundles.folder(home, run.context());
      run.stage("Demux 100%")
          .run(
              stage -> {
                stage.config("threads", 2);
                stage.input("video", Path.of("film.mp4"));
                stage.output("audio", Path.of("audio.wav"));
              });
      run.stage("asr").run(stage -> stage.input("audio", Path.of("audio.wav")));
      for (int seq = 1; seq <= 9; seq++) {
        boolean fails = seq == 7;
        try (FragmentScope fragment = run.fragment(seq).open()) {
          fragment
              .stage("publish")
              .run(
                  stage -> {
                    stage.input("segment", Path.of("segment.ts"));
                    stage.output("segment", new byte[10]);
                    if (fails) {
                      stage.fail(LOST, "no room");
                    }
                  });
          if (seq == 8) {
            fragment.stage("forgotten").open().close();
          }
        }
      }
    }
  }

  private void export() throws IOException {
    BundleExport.write(bundle, elsewhere.resolve("run.zip"));
    unpacked = Unpacked.by(elsewhere.resolve("run.zip"), elsewhere.resolve("unpacked"));
    crate = MAPPER.readTree(Files.readAllBytes(unpacked.data().resolve("ro-crate-metadata.json")));
    for (JsonNode entity : crate.get("@graph")) {
      assertThat(entities.put(entity.get("@id").asString(), entity)).as("each once").isNull();
    }
  }

  private static List<String> references(JsonNode value) {
    List<String> ids = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> ids.add(one.get("@id").asString()));
    } else if (value.isObject()) {
      ids.add(value.get("@id").asString());
    }
    return ids;
  }

  private Stream<JsonNode> ofType(String type) {
    return entities.values().stream().filter(e -> e.get("@type").asString().equals(type));
  }

  private JsonNode named(String name) {
    return entities.values().stream()
        .filter(entity -> entity.path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void root_hasWhatARootMustHave() throws IOException {
    export();
    JsonNode self = entities.get("ro-crate-metadata.json");
    assertThat(self.get("@type").asString()).isEqualTo("CreativeWork");
    assertThat(references(self.get("conformsTo"))).containsExactly("https://w3id.org/ro/crate/1.1");
    assertThat(references(self.get("about"))).containsExactly("./");
    JsonNode root = entities.get("./");
    assertThat(root.get("@type").asString()).isEqualTo("Dataset");
    assertThat(root.propertyNames())
        .contains("name", "description", "datePublished", "license", "hasPart", "mentions");
    assertThat(root.get("datePublished").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(references(root.get("conformsTo")))
        .containsExactly("https://w3id.org/ro/wfrun/process/0.5");
    assertThat(entities).containsKey("https://w3id.org/ro/wfrun/process/0.5");
    assertThat(crate.get("@context").get(0).asString())
        .isEqualTo("https://w3id.org/ro/crate/1.1/context");
  }

  @Test
  void references_leadToEntities_andIdsAreUris() throws IOException {
    export();
    for (JsonNode entity : entities.values()) {
      assertThat(URI.create(entity.get("@id").asString())).isNotNull();
      for (var property : entity.properties()) {
        boolean outside = List.of("conformsTo", "actionStatus").contains(property.getKey());
        if (!outside && !property.getKey().startsWith("@")) {
          assertThat(entities.keySet()).containsAll(references(property.getValue()));
        }
      }
    }
  }

  @Test
  void filesAreThere_andAllThatIsThere_isDescribedOrInADescribedFolder() throws IOException {
    export();
    List<String> reached = new ArrayList<>();
    for (String part : references(entities.get("./").get("hasPart"))) {
      reached.add(part);
      reached.addAll(references(entities.get(part).path("hasPart")));
    }
    for (JsonNode file : ofType("File").toList()) {
      String id = file.get("@id").asString();
      Path path = unpacked.data().resolve(URI.create(id).getPath());
      assertThat(path).isRegularFile();
      assertThat(file.get("contentSize").asString()).isEqualTo(Long.toString(Files.size(path)));
      assertThat(file.get("sha256").asString()).isEqualTo(Checksums.sha256(path));
      assertThat(reached).contains(id);
    }
    List<String> paths = reached.stream().map(id -> URI.create(id).getPath()).toList();
    for (String name : unpacked.payload()) {
      boolean described =
          paths.contains(name)
              || paths.stream().anyMatch(path -> path.endsWith("/") && name.startsWith(path));
      assertThat(described || name.equals("ro-crate-metadata.json")).as(name).isTrue();
    }
  }

  @Test
  void actions_haveWhatTheProfileAsksFor() throws IOException {
    export();
    List<JsonNode> actions =
        Stream.concat(ofType("CreateAction"), ofType("ActivateAction")).toList();
    assertThat(actions).hasSize(1 + 4 + 3);
    List<String> mentioned = references(entities.get("./").get("mentions"));
    for (JsonNode action : actions) {
      assertThat(mentioned).contains(action.get("@id").asString());
      assertThat(action.propertyNames()).contains("name", "startTime", "endTime", "actionStatus");
      JsonNode software = entities.get(references(action.get("instrument")).get(0));
      assertThat(software.get("@type").asString()).isEqualTo("SoftwareApplication");
      boolean failed =
          references(action.get("actionStatus")).get(0).endsWith("/FailedActionStatus");
      assertThat(action.has("error")).isEqualTo(failed);
      assertThat(action.get("@type").asString().equals("CreateAction"))
          .isEqualTo(action.has("result"));
    }
  }

  @Test
  void stages_areLinkedByWhatTheyReadAndWrote() throws IOException {
    export();
    JsonNode demux = named("stage Demux 100%");
    assertThat(demux.get("description").asString()).contains("1 success").contains("threads");
    String audio = references(demux.get("result")).get(0);
    assertThat(references(named("stage asr").get("object"))).containsExactly(audio);
    assertThat(entities.get(audio).get("name").asString()).isEqualTo("audio.wav");
    assertThat(entities.get(audio).get("@type").asString()).isEqualTo("CreativeWork");
  }

  @Test
  void whatWentWrong_isSaid_andWhatNobodyMarkedIsNoSuccess() throws IOException {
    export();
    assertThat(entities.get("#run").get("error").asString())
        .contains("failure")
        .contains("no room");
    assertThat(named("publish of fragment 7").get("error").asString()).contains("no room");
    assertThat(named("forgotten of fragment 8").get("error").asString()).startsWith("unmarked");
    assertThat(named("stage asr").has("error")).isFalse();
  }

  @Test
  void pathInTwoFragments_isNotTheSameThing() throws IOException {
    export();
    assertThat(references(named("publish of fragment 7").get("object")))
        .isNotEqualTo(references(named("publish of fragment 8").get("object")));
  }

  @Test
  void capturedContent_isAFile_alsoWhereItIsReadLater() throws IOException {
    Path manifest = bundle.resolve("stages/01_%44emux%20100%25/manifest.json");
    ObjectNode json = (ObjectNode) MAPPER.readTree(Files.readAllBytes(manifest));
    String captured = "stages/01_%44emux%20100%25/audio 1.wav";
    ((ObjectNode) json.get("outputs").get(0))
        .put("captured", captured)
        .put("sha256", "0".repeat(64));
    ((ObjectNode) json.get("inputs").get(0)).put("captured", "../../../outside");
    Files.writeString(manifest, json.toString());
    Files.writeString(bundle.resolve(captured), "RIFF");
    Checksums.write(Disk.LOCAL, new RunFolder(bundle), Map.of());
    export();
    String id = "stages/01_%2544emux%2520100%2525/audio%201.wav";
    assertThat(references(named("stage Demux 100%").get("result"))).contains(id);
    assertThat(references(named("stage asr").get("object"))).containsExactly(id);
    JsonNode file = entities.get(id);
    assertThat(file.get("@type").asString()).isEqualTo("File");
    assertThat(file.get("alternateName").asString()).isEqualTo("audio.wav");
    assertThat(file.get("sha256").asString()).isEqualTo(Checksums.sha256(bundle.resolve(captured)));
    assertThat(entities.toString()).doesNotContain("outside");
    assertThat(BundleVerification.of(elsewhere.resolve("run.zip")).problems()).isEmpty();
  }
}
