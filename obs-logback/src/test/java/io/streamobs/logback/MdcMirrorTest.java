package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MdcMirrorTest {

  private final Obs obs = Obs.builder().service("live-dub").standalone().open();

  @AfterEach
  void close() {
    obs.close();
    MDC.clear();
  }

  @Test
  void mirror_followsTheScopes() throws Exception {
    try (AutoCloseable mirror = MdcMirror.install()) {
      try (RunScope run = obs.run("stream-42").open()) {
        assertThat(MDC.get("runId")).isEqualTo(run.context().runId());
        assertThat(MDC.get("stage")).isNull();
        try (var fragment = run.fragment(17).open();
            StageScope stage = fragment.stage("normalise").open()) {
          assertThat(MDC.get("stage")).isEqualTo("normalise");
          assertThat(MDC.get("fragmentSeq")).isEqualTo("17");
          stage.succeed();
        }
        assertThat(MDC.get("stage")).isNull();
        assertThat(MDC.get("fragmentSeq")).isNull();
        assertThat(MDC.get("streamId")).isEqualTo("stream-42");
      }
      assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
  }

  @Test
  void entriesOfTheApplication_stayAsTheyAre() throws Exception {
    MDC.put("tenant", "acme");
    MDC.put("stage", "mine");
    try (AutoCloseable mirror = MdcMirror.install();
        RunScope run = obs.run("stream-42").open()) {
      try (var fragment = run.fragment(1).open();
          StageScope stage = fragment.stage("normalise").open()) {
        assertThat(MDC.get("stage")).isEqualTo("mine");
        MDC.put("runId", "overwritten");
        stage.succeed();
      }
    }
    assertThat(MDC.getCopyOfContextMap())
        .containsOnlyKeys("tenant", "stage", "runId")
        .containsEntry("stage", "mine")
        .containsEntry("runId", "overwritten");
  }

  @Test
  void mirrorThatEnds_leavesNothingOnItsThread() throws Exception {
    AutoCloseable mirror = MdcMirror.install();
    try (RunScope run = obs.run("stream-42").open()) {
      mirror.close();
      assertThat(MDC.get("runId")).isNull();
    }
  }

  @Test
  void twoMirrors_doNotFight() throws Exception {
    try (AutoCloseable first = MdcMirror.install();
        AutoCloseable second = MdcMirror.install();
        RunScope run = obs.run("stream-42").open()) {
      assertThat(MDC.get("streamId")).isEqualTo("stream-42");
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void mirroredEntries_areNotRepeatedInOurLines() {
    try (Rig rig = new Rig()) {
      rig.appender.setMirrorMdc("true");
      rig.started();
      try (RunScope run = obs.run("stream-42").open();
          var fragment = run.fragment(17).open()) {
        assertThat(MDC.get("runId")).isEqualTo(run.context().runId());
        MDC.put("tenant", "acme");
        rig.logger().info("inside");
        assertThat(rig.line().get("runId").asString()).isEqualTo(run.context().runId());
        assertThat(rig.line().get("tenant").asString()).isEqualTo("acme");
        assertThat(rig.line().has("details")).isFalse();
      }
    }
  }
}
