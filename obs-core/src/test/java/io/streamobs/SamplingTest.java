package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

class SamplingTest {

  /** What an output for logs does with a record, over a sink that can be looked at. */
  static final class Log implements RecordSink {
    final CapturingSink lines = new CapturingSink("log");
    final RecordSink rules = RecordSinks.systemOut(Level.TRACE);

    @Override
    public String name() {
      return "log";
    }

    @Override
    public void attached(SinkContext context) {}

    @Override
    public boolean accepts(CapturedRecord record) {
      return rules.accepts(record);
    }

    @Override
    public void write(ByteBuffer buffer) {
      lines.write(buffer);
    }
  }

  final CapturingSink journal = new CapturingSink("journal");
  final Log log = new Log();
  final Obs obs =
      Obs.builder()
          .standalone()
          .sampleSuccesses("normalise", 10)
          .sampleSuccesses("publish", 3)
          .sink(journal)
          .sink(log)
          .open();
  final RunScope run = obs.run("stream-42").open();

  @AfterEach
  void close() {
    run.close();
    obs.close();
  }

  void fragments(int count, String stage, Outcome outcome) {
    for (int i = 0; i < count; i++) {
      try (FragmentScope fragment = run.fragment(i).open();
          StageScope opened = fragment.stage(stage).open()) {
        switch (outcome) {
          case SUCCESS -> opened.succeed();
          case DEGRADED -> opened.degrade("silence");
          case FAILURE -> opened.fail(new IOException("gone"));
          case SKIPPED -> opened.skip("nothing to do");
          case UNMARKED -> {}
        }
      }
    }
  }

  List<JsonNode> ends(CapturingSink sink, String stage) {
    assertThat(obs.flush(Duration.ofSeconds(10))).isTrue();
    return sink.events("stage_finished").stream()
        .filter(end -> end.get("stage").asString().equals(stage))
        .toList();
  }

  @Test
  void successes_areLoggedFirstAndThenEachNth_andTheJournalHasAll() {
    fragments(25, "normalise", Outcome.SUCCESS);
    List<JsonNode> logged = ends(log.lines, "normalise");
    assertThat(logged).extracting(end -> end.get("fragmentSeq").asInt()).containsExactly(0, 10, 20);
    assertThat(logged.get(2).get("details").get("left_out").asInt()).isEqualTo(18);
    assertThat(ends(journal, "normalise")).hasSize(25);
  }

  @Test
  void endOfTheRun_hasTheExactCounts() {
    fragments(25, "normalise", Outcome.SUCCESS);
    fragments(4, "publish", Outcome.SUCCESS);
    fragments(4, "other", Outcome.SUCCESS);
    run.close();
    assertThat(obs.flush(Duration.ofSeconds(10))).isTrue();
    JsonNode sampled = log.lines.only("run_finished").get("details").get("sampled");
    assertThat(sampled.get("normalise").get("logged").asInt()).isEqualTo(3);
    assertThat(sampled.get("normalise").get("left_out").asInt()).isEqualTo(22);
    assertThat(sampled.get("normalise").get("every").asInt()).isEqualTo(10);
    assertThat(sampled.get("publish").get("left_out").asInt()).isEqualTo(2);
    assertThat(sampled.has("other")).isFalse();
    assertThat(ends(log.lines, "other")).hasSize(4);
  }

  @Test
  void nothingButSuccess_isEverLeftOut_andTheFirstSuccessAfterItIsLogged() {
    fragments(2, "normalise", Outcome.SUCCESS);
    fragments(3, "normalise", Outcome.FAILURE);
    fragments(3, "normalise", Outcome.DEGRADED);
    fragments(3, "normalise", Outcome.SKIPPED);
    fragments(3, "normalise", Outcome.UNMARKED);
    fragments(2, "normalise", Outcome.SUCCESS);
    assertThat(ends(log.lines, "normalise"))
        .extracting(end -> end.get("outcome").asString())
        .hasSize(14)
        .startsWith("success", "failure")
        .endsWith("unmarked", "success");
  }

  @Test
  void stagesOutsideFragments_areAllLogged() {
    for (int i = 0; i < 5; i++) {
      run.stage("normalise").run(stage -> {});
    }
    assertThat(ends(log.lines, "normalise")).hasSize(5);
  }

  @Test
  void stageThatOutlivesItsRun_isLogged_becauseNobodyCouldTell() {
    FragmentScope fragment = run.fragment(1).open();
    fragment.stage("normalise").run(stage -> {});
    DetachedStage late = fragment.stage("normalise").openDetached();
    fragment.close();
    run.close();
    late.succeed();
    late.close();
    assertThat(ends(log.lines, "normalise")).hasSize(2);
  }

  @Test
  void leftOutRecords_areNoLosses() {
    fragments(25, "normalise", Outcome.SUCCESS);
    assertThat(obs.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(obs.health().lossless()).isTrue();
    assertThat(log.lines.events("records_dropped")).isEmpty();
  }

  @Test
  void rulesThatCannotBeUsed_areRefusedByName() {
    assertThatThrownBy(() -> Obs.builder().sampleSuccesses("", 3)).hasMessageContaining("sample");
    assertThatThrownBy(() -> Obs.builder().sampleSuccesses("a", 0)).hasMessageContaining("1 to");
    for (String rules :
        List.of("normalise=10, publish", "normalise=10,publish=x", "a=1,publish=0")) {
      assertRefused(rules, "publish");
    }
    assertRefused("normalise=100,normalise=10", "each stage once");
  }

  private static void assertRefused(String rules, String hint) {
    System.setProperty("obs.sampling", rules);
    try {
      assertThatThrownBy(() -> Obs.builder().standalone().open())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("-Dobs.sampling")
          .hasMessageContaining(hint);
    } finally {
      System.clearProperty("obs.sampling");
    }
  }

  @Test
  void rulesFromOutside_apply() {
    System.setProperty("obs.sampling", "other=2");
    Log outside = new Log();
    try (Obs other = Obs.builder().standalone().sink(outside).open();
        RunScope session = other.run("s").open()) {
      for (int i = 0; i < 4; i++) {
        try (FragmentScope fragment = session.fragment(i).open()) {
          fragment.stage("other").run(stage -> {});
        }
      }
      assertThat(other.flush(Duration.ofSeconds(10))).isTrue();
      assertThat(outside.lines.events("stage_finished")).hasSize(2);
    } finally {
      System.clearProperty("obs.sampling");
    }
  }
}
