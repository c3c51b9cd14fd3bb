package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LineageTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Lineage lineage = new Lineage();

  private void add(String stage, String json) {
    lineage.add(stage, MAPPER.readTree(json.replace('\'', '"')));
  }

  private void addDubbing() {
    add(
        "demux",
        "{'inputs':[{'kind':'video','path':'film.mp4'}],'outputs':[{'kind':'audio','path':'audio.wav'}]}");
    add(
        "asr",
        "{'inputs':[{'kind':'audio','path':'audio.wav'}],'outputs':[{'kind':'segments','path':'segments.json'}]}");
    add(
        "alignment",
        "{'inputs':[{'kind':'segments','path':'segments.json'},{'kind':'audio','path':'audio.wav'}],'outputs':[]}");
  }

  @Test
  void tree_showsWhatWasMadeOfWhat() {
    addDubbing();
    assertThat(lineage.tree())
        .containsExactly(
            "film.mp4 (video)",
            "  demux",
            "    audio.wav (audio)",
            "      asr",
            "        segments.json (segments)",
            "          alignment",
            "      alignment");
  }

  @Test
  void mermaid_hasAnArrowForEachStep() {
    addDubbing();
    assertThat(lineage.mermaid())
        .startsWith("flowchart LR")
        .contains("  n1[\"demux\"]", "  n4([\"film.mp4\"])", "  n4 --> n1");
    assertThat(lineage.mermaid().stream().filter(line -> line.contains("-->"))).hasSize(6);
  }

  @Test
  void sameChecksum_isTheSameThing_whateverItIsCalled() {
    add("demux", "{'outputs':[{'kind':'audio','path':'/tmp/a.wav','sha256':'aa'}]}");
    add("asr", "{'inputs':[{'kind':'sound','path':'/mnt/a.wav','sha256':'aa'}]}");
    assertThat(lineage.tree()).containsExactly("/tmp/a.wav (audio)", "  asr");
  }

  @Test
  void circle_ends() {
    add("one", "{'inputs':[{'kind':'k','path':'a'}],'outputs':[{'kind':'k','path':'b'}]}");
    add("two", "{'inputs':[{'kind':'k','path':'b'}],'outputs':[{'kind':'k','path':'a'}]}");
    assertThat(lineage.tree()).hasSizeLessThan(10).last().asString().contains("see above");
  }

  @Test
  void nothingNamed_isEmpty() {
    add("one", "{}");
    assertThat(lineage.isEmpty()).isTrue();
    assertThat(lineage.tree()).isEmpty();
  }
}
