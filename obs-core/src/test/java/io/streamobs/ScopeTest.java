package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScopeTest {

  final CapturingSink sink = new CapturingSink();
  final Obs obs =
      Obs.builder().service("live-dub").component("worker").standalone().sink(sink).open();
  RunScope run;

  @BeforeEach
  void openRun() {
    run = obs.run("stream-42").runId("run-1").open();
  }

  @AfterEach
  void nothingIsCurrentAfterwards() {
    run.close();
    obs.close();
    assertThat(CorrelationContext.current().streamId()).isEqualTo("-");
  }

  JsonNode only(String event) {
    assertThat(obs.flush(Duration.ofSeconds(5))).isTrue();
    return sink.only(event);
  }

  @Test
  void stage_thatReturns_succeeds() throws Exception {
    try (FragmentScope fragment = run.fragment(7).id("f-7").batch(3).open()) {
      String result = fragment.stage("normalise").call(stage -> "done");
      assertThat(result).isEqualTo("done");
    }
    JsonNode finished = only("stage_finished");
    assertThat(finished.get("outcome").asString()).isEqualTo("success");
    assertThat(finished.get("level").asString()).isEqualTo("INFO");
    assertThat(finished.get("duration_ms").asLong()).isNotNegative();
    assertThat(finished.get("fragmentSeq").asLong()).isEqualTo(7);
    assertThat(finished.get("fragmentId").asString()).isEqualTo("f-7");
    assertThat(finished.get("batchNumber").asLong()).isEqualTo(3);
    assertThat(finished.get("streamId").asString()).isEqualTo("stream-42");
    assertThat(finished.get("runId").asString()).isEqualTo("run-1");
    assertThat(only("fragment_finished").get("outcome").asString()).isEqualTo("success");
  }

  @Test
  void stage_thatThrows_failsAndHandsTheSameExceptionOn() {
    IOException thrown = new IOException("disk gone");
    FragmentScope fragment = run.fragment(1).open();
    assertThatThrownBy(
            () ->
                fragment
                    .stage("publish")
                    .call(
                        stage -> {
                          throw thrown;
                        }))
        .isSameAs(thrown)
        .hasNoSuppressedExceptions();
    fragment.close();
    JsonNode finished = only("stage_finished");
    assertThat(finished.get("outcome").asString()).isEqualTo("failure");
    assertThat(finished.get("level").asString()).isEqualTo("ERROR");
    assertThat(finished.get("error_code").asString()).isEqualTo("OBS-STAGE-002");
    assertThat(finished.get("error").get("type").asString()).isEqualTo("java.io.IOException");
    assertThat(finished.get("error").get("stack").asString()).contains("ScopeTest");
    assertThat(only("fragment_finished").get("outcome").asString()).isEqualTo("failure");
  }

  @Test
  void stage_thatNobodyMarked_isUnmarkedAndCountedByStage() {
    try (FragmentScope fragment = run.fragment(1).open();
        StageScope stage = fragment.stage("publish").open()) {
      stage.attribute("bytes", 12);
    }
    JsonNode finished = only("stage_finished");
    assertThat(finished.get("outcome").asString()).isEqualTo("unmarked");
    assertThat(finished.get("level").asString()).isEqualTo("WARN");
    assertThat(finished.get("bytes").asInt()).isEqualTo(12);
    run.close();
    JsonNode ended = only("run_finished");
    assertThat(ended.get("details").get("unmarked_stages").get("publish").asInt()).isEqualTo(1);
    assertThat(ended.get("details").get("fragments").get("unmarked").asInt()).isEqualTo(1);
  }

  @Test
  void failure_beatsSuccess_andTheFirstCauseWins() {
    try (StageScope stage = run.stage("ingest").open()) {
      stage.succeed();
      stage.fail(new IOException("first"));
      stage.fail(new IOException("second"));
      stage.succeed();
      stage.degrade("late");
    }
    JsonNode finished = only("stage_finished");
    assertThat(finished.get("outcome").asString()).isEqualTo("failure");
    assertThat(finished.get("error").get("message").asString()).isEqualTo("first");
  }

  @Test
  void outcome_ofTheWhole_isTheWorstOfItsParts() {
    try (FragmentScope fragment = run.fragment(1).open()) {
      fragment.stage("a").run(stage -> stage.skip("nothing to do"));
      fragment.stage("b").run(stage -> stage.degrade("silence"));
      fragment.stage("c").run(stage -> {});
    }
    assertThat(only("fragment_finished").get("outcome").asString()).isEqualTo("degraded");
    run.close();
    assertThat(only("run_finished").get("outcome").asString()).isEqualTo("degraded");
  }

  @Test
  void fragment_withoutStageOrStatement_isUnmarked() {
    run.fragment(1).open().close();
    assertThat(only("fragment_finished").get("outcome").asString()).isEqualTo("unmarked");
  }

  @Test
  void close_twice_recordsOneOutcome() {
    StageScope stage = run.stage("once").open();
    stage.succeed();
    stage.close();
    stage.close();
    only("stage_finished");
  }

  @Test
  void close_inTheWrongOrder_restoresTheNearestOpenAncestor() {
    FragmentScope fragment = run.fragment(1).open();
    StageScope stage = fragment.stage("late").open();
    fragment.close();
    assertThat(CorrelationContext.current()).isSameAs(run.context());
    stage.succeed();
    stage.close();
    assertThat(CorrelationContext.current()).isSameAs(run.context());
    assertThat(only("stage_finished").get("outcome").asString()).isEqualTo("success");
    assertThat(only("api_misuse").get("details").get("misuse").asString())
        .isEqualTo("closed_out_of_order");
  }

  @Test
  void close_onTheWrongThread_endsTheScopeAndFreesItsOwnThread() throws Exception {
    StageScope stage = run.stage("elsewhere").open();
    Thread other = new Thread(stage::close);
    other.start();
    other.join();
    assertThat(stage.isOpen()).isFalse();
    assertThat(CorrelationContext.current()).isSameAs(run.context());
    only("stage_finished");
    assertThat(obs.health().misuse()).containsEntry("closed_on_wrong_thread", 1L);
  }

  @Test
  void misuse_isReportedOnceAndCounted() {
    StageScope stage = run.stage("gone").open();
    stage.close();
    for (int i = 0; i < 5; i++) {
      stage.attribute("a", i);
      stage.fail(new IOException());
    }
    only("api_misuse");
    assertThat(obs.health().misuse()).containsEntry("used_after_close", 10L);
  }

  @Test
  void nothing_throwsOnNulls() {
    assertThatCode(
            () -> {
              try (FragmentScope fragment = run.fragment(-1).id(null).open();
                  StageScope stage = fragment.stage(null).open()) {
                stage.attribute(null, null);
                stage.config(null, null);
                stage.degrade(null);
                stage.fail((Throwable) null);
                stage.warning(null);
                stage.error((Throwable) null);
                stage.input(null, (Path) null);
                stage.input("x", (byte[]) null);
                stage.output(null, (Path) null);
                stage.intermediate(null, null, null);
                stage.timing(null, (Duration) null);
                stage.timing("forever", Duration.ofSeconds(Long.MAX_VALUE));
                stage.error((ErrorCode) null, null);
                stage.staging(null, null).close();
                stage.timing((String) null).close();
                stage.event(null).level(null).message(null).field(null, null).emit();
              }
              run.fragment(1).media(null, Duration.ofSeconds(Long.MAX_VALUE)).open().close();
              run.stage("s").deadline(null).open().close();
              run.stage("s").deadline(Duration.ofSeconds(Long.MAX_VALUE)).open().close();
              obs.flush(Duration.ofSeconds(Long.MAX_VALUE));
              obs.run(null).runId(null).open().close();
              obs.run("-").runId("-").open().close();
              obs.work(null).correlationId(null).open().close();
            })
        .doesNotThrowAnyException();
    assertThat(obs.flush(Duration.ofSeconds(5))).isTrue();
    assertThat(sink.events("stage_finished").get(0).get("stage").asString()).isEqualTo("unnamed");
    assertThat(obs.health().misuse()).containsKey("bad_argument");
  }

  @Test
  void scopes_afterTheObsIsClosed_work_andAreCounted() throws Exception {
    obs.close();
    try (RunScope late = obs.run("late").open();
        FragmentScope fragment = late.fragment(1).open()) {
      assertThat(CorrelationContext.current().streamId()).isEqualTo("late");
      assertThat(fragment.stage("still").<Integer, Exception>call(stage -> 7)).isEqualTo(7);
    }
    assertThat(obs.health().misuse().get("used_after_obs_closed")).isPositive();
    assertThat(obs.health().queue().dropped(Ledger.Reason.CLOSED)).isPositive();
  }

  @Test
  void eventOfTheLibrary_isNotTheApplicationsToMake() {
    run.event("stage_finished").emit();
    assertThat(obs.flush(Duration.ofSeconds(5))).isTrue();
    assertThat(sink.events("application_stage_finished")).hasSize(1);
    assertThat(obs.health().misuse()).containsEntry("bad_argument", 1L);
  }

  @Test
  void manyExtras_areBounded_andCounted_andTimingsStillAddUp() {
    try (StageScope stage = run.stage("busy").open()) {
      for (int i = 0; i < 1_000; i++) {
        stage.attribute("a" + i, i);
        stage.timing("archive", Duration.ofMillis(10));
      }
      stage.succeed();
    }
    JsonNode finished = only("stage_finished");
    assertThat(finished.get("archive_ms").asLong()).isEqualTo(10_000);
    assertThat(finished.get("a255").asInt()).isEqualTo(255);
    assertThat(finished.get("details").get("omitted").asInt()).isEqualTo(744);
  }

  @Test
  void runInAStageOfAWork_keepsTheWorksCorrelationId() {
    try (WorkScope work = obs.work("request").correlationId("req-1").open();
        StageScope stage = work.stage("start").open();
        RunScope inner = obs.run("other").open()) {
      assertThat(inner.context().correlationId()).isEqualTo("req-1");
      stage.succeed();
    }
  }

  @Test
  void timingWithASecretsWordInItsName_isANumber() {
    run.stage("s").run(stage -> stage.timing("jwt_verify", Duration.ofMillis(3)));
    assertThat(only("stage_finished").get("jwt_verify_ms").asInt()).isEqualTo(3);
  }

  @Test
  void nestedStages_haveSpansOfTheirOwn_andOneCorrelationId() {
    run.stage("outer").run(outer -> outer.stage("inner").run(inner -> {}));
    assertThat(obs.flush(Duration.ofSeconds(5))).isTrue();
    var finished = sink.events("stage_finished");
    assertThat(finished).hasSize(2);
    assertThat(finished.get(0).get("span_id")).isNotEqualTo(finished.get(1).get("span_id"));
    assertThat(finished.get(0).get("correlation_id"))
        .isEqualTo(finished.get(1).get("correlation_id"));
  }

  @Test
  void stageOfAFragment_startsAtDebug_otherStagesAtInfo() {
    run.stage("whole").run(stage -> {});
    assertThat(only("stage_started").get("level").asString()).isEqualTo("INFO");
    sink.clear();
    try (FragmentScope fragment = run.fragment(1).open()) {
      fragment.stage("part").run(stage -> {});
    }
    assertThat(only("stage_started").get("level").asString()).isEqualTo("DEBUG");
    assertThat(only("fragment_started").get("level").asString()).isEqualTo("DEBUG");
  }

  @Test
  void workInsideWhichARunOpens_keepsItsCorrelationId() {
    try (WorkScope work = obs.work("request").correlationId("req-1").open();
        RunScope inner = obs.run("other").open()) {
      assertThat(inner.context().correlationId()).isEqualTo("req-1");
      assertThat(CorrelationContext.current().streamId()).isEqualTo("other");
    }
  }

  @Test
  void idFromOutside_thatIsNotWellFormed_isReplaced() {
    try (WorkScope work = obs.work("request").correlationId("a b\n{\"x\":1}").open()) {
      assertThat(work.correlationId()).matches("[0-9a-f-]{36}");
    }
  }

  @Test
  void timings_standInTheLastEvent_summedByName() throws Exception {
    try (WorkScope work = obs.work("publish_image").open()) {
      work.timing("archive", Duration.ofMillis(20));
      work.timing("archive", Duration.ofMillis(22));
      assertThat(work.time("list_images", () -> 3)).isEqualTo(3);
      assertThatThrownBy(
              () ->
                  work.time(
                      "vision",
                      () -> {
                        throw new IOException("no");
                      }))
          .isInstanceOf(IOException.class);
      work.succeed();
    }
    JsonNode finished = only("work_finished");
    assertThat(finished.get("archive_ms").asLong()).isEqualTo(42);
    assertThat(finished.get("list_images_ms").asLong()).isNotNegative();
    assertThat(finished.get("vision_ms").asLong()).isNotNegative();
    assertThat(finished.get("correlation_id").asString()).matches("[0-9a-f-]{36}");
  }

  @Test
  void detachedStage_isCurrentOnlyWhereItIsActivated_andClosesAnywhere() {
    DetachedStage stage;
    try (FragmentScope fragment = run.fragment(4).open()) {
      stage = fragment.stage("encode").openDetached();
      assertThat(CorrelationContext.current()).isSameAs(fragment.context());
    }
    CompletableFuture.runAsync(
            () -> {
              try (Activation active = stage.activate()) {
                assertThat(CorrelationContext.current()).isSameAs(stage.context());
              }
              assertThat(CorrelationContext.current().stage()).isNull();
              stage.fail(new IOException("late"));
              stage.close();
            })
        .join();
    assertThat(only("stage_finished").get("fragmentSeq").asLong()).isEqualTo(4);
    run.close();
    assertThat(only("run_finished").get("outcome").asString()).isEqualTo("failure");
  }

  @Test
  void stalledStage_isReportedOnce_andMayStillSucceed() {
    try (StageScope stage = run.stage("slow").deadline(Duration.ZERO).open()) {
      org.awaitility.Awaitility.await().until(() -> !sink.events("stage_stalled").isEmpty());
      stage.succeed();
    }
    assertThat(only("stage_stalled").get("error_code").asString()).isEqualTo("OBS-STAGE-001");
    assertThat(only("stage_stalled").get("stage").asString()).isEqualTo("slow");
    assertThat(only("stage_finished").get("outcome").asString()).isEqualTo("success");
  }

  @Test
  void closingTheObs_leavesOpenRunsInterrupted() {
    obs.close();
    JsonNode ended = sink.only("run_finished");
    assertThat(ended.get("details").get("completion").asString()).isEqualTo("interrupted");
  }

  @Test
  void assetsAndConfig_standInTheOutcome_withoutTheirContent() {
    run.stage("publish")
        .run(
            stage -> {
              stage.config("codec", "aac");
              stage.input("audio", Path.of("a", "in.wav"));
              stage.input("samples", new byte[960]);
              stage.intermediate("pcm", Path.of("a", "tmp.pcm"), "for replay");
            });
    JsonNode details = only("stage_finished").get("details");
    assertThat(details.get("config").get("codec").asString()).isEqualTo("aac");
    assertThat(details.get("inputs").get(0).get("kind").asString()).isEqualTo("audio");
    assertThat(details.get("inputs").get(1).get("size_bytes").asLong()).isEqualTo(960);
    assertThat(details.get("intermediates").get(0).get("why").asString()).isEqualTo("for replay");
  }
}
