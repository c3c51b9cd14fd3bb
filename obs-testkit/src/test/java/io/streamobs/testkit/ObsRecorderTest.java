package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import io.streamobs.CorrelationContext;
import io.streamobs.FragmentScope;
import io.streamobs.ObsProcess;
import io.streamobs.Outcome;
import io.streamobs.Propagation;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObsRecorderTest {

  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(2);

  private final FakeClock clock = new FakeClock();

  @AfterAll
  static void shutDown() {
    EXECUTOR.shutdown();
  }

  private ObsRecorder.Builder builder() {
    return ObsRecorder.builder().clock(clock).ids(new FakeIds());
  }

  @Test
  void aRun_isRecordedAsKnownBeforehand() {
    try (ObsRecorder recorder = builder().service("live-dub").component("worker").open()) {
      try (RunScope run = recorder.obs().run("stream-42").open();
          FragmentScope fragment = run.fragment(17).open()) {
        fragment
            .stage("normalise")
            .run(
                stage -> {
                  clock.advance(Duration.ofMillis(120));
                  FakeLogging.log("inside");
                });
      }

      assertThat(recorder.log())
          .everyRecordHasRequiredFields()
          .everyRecordMatchesSchema()
          .timingsAreNotNegative()
          .lostNothing()
          .hasRunOutcome(Outcome.SUCCESS);
      assertThat(recorder.log())
          .ofRun("run-1")
          .isCorrelated()
          .hasNoUnmarkedStage()
          .everyStageHasATiming()
          .hasFragmentOutcome(17, Outcome.SUCCESS)
          .hasOutcome("normalise", Outcome.SUCCESS);
      RecordView end = assertThat(recorder.log()).withEvent("stage_finished").actual().get(0);
      assertThat(end.durationMs()).hasValue(120);
      assertThat(end.service()).isEqualTo("live-dub");
      assertThat(end.spanId()).isEqualTo(FakeIds.spanId(1));
      assertThat(recorder.log())
          .ofFragment(17)
          .ofStage("normalise")
          .withEvent("log_message")
          .hasSize(1);
    }
  }

  @Test
  void stalledStage_isReportedOnceTheClockWasTurned() {
    try (ObsRecorder recorder = builder().open();
        RunScope run = recorder.obs().run("stream-42").open();
        StageScope stage = run.stage("ingest").deadline(Duration.ofSeconds(30)).open()) {
      clock.advance(Duration.ofSeconds(29));
      assertThat(recorder.log()).withEvent("stage_stalled").isEmpty();

      clock.advance(Duration.ofSeconds(1));

      assertThat(recorder.log()).ofStage("ingest").withEvent("stage_stalled").hasSize(1);
      stage.succeed();
    }
  }

  @Test
  void wallClockThatJumpsBack_makesNoNegativeTiming() {
    try (ObsRecorder recorder = builder().open()) {
      try (RunScope run = recorder.obs().run("stream-42").open()) {
        run.stage("ingest").run(stage -> clock.jumpWallClock(Duration.ofDays(-400)));
      }

      assertThat(recorder.log())
          .timingsAreNotNegative()
          .everyStageHasATiming()
          .everyRecordMatchesSchema();
    }
  }

  @Test
  void lines_outsideAnyScope_areRecordedUnderTheNamesOfTheObs() {
    try (ObsRecorder recorder = builder().service("live-dub").open()) {
      FakeLogging.log("hello");

      RecordView line = assertThat(recorder.log()).withEvent("log_message").actual().get(0);
      assertThat(line.message()).isEqualTo("hello");
      assertThat(line.service()).isEqualTo("live-dub");
      assertThat(line.ts()).isEqualTo(clock.now());
      assertThat(recorder.log()).everyRecordHasRequiredFields();
    }
  }

  @Test
  void lines_withoutLogBridge_areLeftAlone() {
    try (ObsRecorder recorder = builder().withoutLogBridge().open()) {
      FakeLogging.log("hello");

      assertThat(recorder.log()).withEvent("log_message").isEmpty();
    }
  }

  @Test
  void lines_ofPooledThreads_carryTheScopeOfTheirTask() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (ObsRecorder recorder = builder().open()) {
      try (RunScope run = recorder.obs().run("stream-42").open()) {
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          long sequence = i;
          tasks.add(
              pool.submit(
                  Propagation.wrap(
                      () -> {
                        try (FragmentScope fragment = run.fragment(sequence).open()) {
                          fragment.stage("publish").run(stage -> FakeLogging.log("in the pool"));
                        }
                      })));
        }
        for (Future<?> task : tasks) {
          task.get();
        }
      }

      LogAssert log = assertThat(recorder.log()).lostNothing().ofRun("run-1");
      log.isCorrelated().everyStageHasATiming().withEvent("stage_finished").hasSize(50);
      log.withEvent("log_message").hasSize(50);
      for (int i = 0; i < 50; i++) {
        log.ofFragment(i).ofStage("publish").withEvent("log_message").hasSize(1);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void twoAtOnce_withTheSameIds_doNotSeeEachOther() throws Exception {
    ExecutorService shared = Executors.newSingleThreadExecutor();
    shared.submit(() -> {}).get(); // its thread is nobody's
    CyclicBarrier together = new CyclicBarrier(2);
    try {
      Future<RecordedLog> first = EXECUTOR.submit(() -> record("first", together, shared));
      Future<RecordedLog> second = EXECUTOR.submit(() -> record("second", together, shared));

      assertSawOnlyItself("first", first.get());
      assertSawOnlyItself("second", second.get());
    } finally {
      shared.shutdown();
    }
  }

  /** As a test does: logs in a scope, outside, and in a scope on a thread that others use too. */
  private static RecordedLog record(String name, CyclicBarrier together, ExecutorService shared)
      throws Exception {
    try (ObsRecorder recorder = ObsRecorder.builder().service(name).ids(new FakeIds()).open()) {
      together.await();
      for (int i = 0; i < 100; i++) {
        FakeLogging.log(name + " outside");
        try (RunScope run = recorder.obs().run("stream-42").open()) {
          FakeLogging.log(name + " inside");
          shared.submit(Propagation.wrap(() -> FakeLogging.log(name + " elsewhere"))).get();
        }
      }
      together.await();
      return recorder.log();
    }
  }

  private static void assertSawOnlyItself(String name, RecordedLog log) {
    assertThat(log).everyRecordHasRequiredFields().lostNothing();
    assertThat(log).withEvent("log_message").hasSize(300);
    assertThat(log).matching("of the other", record -> !name.equals(record.service())).isEmpty();
    assertThat(log)
        .withEvent("log_message")
        .matching("of the other", line -> !String.valueOf(line.message()).startsWith(name))
        .isEmpty();
  }

  @Test
  void lines_ofTheTestkitsOwnWork_areNotRecorded() {
    try (ObsRecorder recorder = builder().open();
        RunScope run = recorder.obs().run("stream-42").open()) {
      try (ThreadBinding quiet = ThreadBinding.ofNobody()) {
        FakeLogging.log("from a library of the testkit");
      }
      FakeLogging.log("from the test");

      assertThat(recorder.log()).withEvent("log_message").hasSize(1);
    }
  }

  @Test
  void lines_ofThreadsThatOutlivedTheirRecorder_areRecordedByTheNextOne() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      try (ObsRecorder recorder = builder().open()) {
        pool.submit(() -> FakeLogging.log("first")).get();
        assertThat(recorder.log()).withEvent("log_message").hasSize(1);
      }
      try (ObsRecorder recorder = builder().open()) {
        pool.submit(() -> FakeLogging.log("second")).get();
        assertThat(recorder.log()).withEvent("log_message").hasSize(1);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  @SuppressWarnings("MustBeClosedChecker")
  void close_takesScopesThatWereLeftOpenOffTheThread() {
    ObsRecorder recorder = builder().open();
    recorder.obs().run("stream-42").open().stage("forgotten").open();
    assertThat(CorrelationContext.current().stage()).isEqualTo("forgotten");

    recorder.close();

    assertThat(CorrelationContext.current()).isSameAs(ObsProcess.context());
  }

  @Test
  void close_endsBridgesAndIsIdempotent() {
    int before = FakeLogging.bridges();
    ObsRecorder recorder = builder().open();
    assertThat(FakeLogging.bridges()).isEqualTo(before + 1);

    recorder.close();
    recorder.close();

    assertThat(FakeLogging.bridges()).isEqualTo(before);
    assertThat(recorder.log()).withEvent("instance_stopped").hasSize(1);
  }

  @Test
  void temporaryHome_isThereUntilClose() {
    Path home;
    try (ObsRecorder recorder = builder().temporaryHome().open()) {
      home = recorder.home();
      assertThat(Files.isDirectory(home)).isTrue();
      try (RunScope run = recorder.obs().run("stream-42").open()) {
        run.interrupt("to leave a note");
      }
    }
    assertThat(home).doesNotExist();
  }

  @Test
  void home_withoutOne_saysWhatToDo() {
    try (ObsRecorder recorder = builder().open()) {
      assertThatThrownBy(recorder::home).hasMessageContaining("temporaryHome()");
    }
  }

  @Test
  void open_badSetting_leavesNothingBehind() {
    int before = FakeLogging.bridges();

    assertThatThrownBy(() -> builder().service(" ").temporaryHome().open())
        .isInstanceOf(ConfigurationException.class);
    assertThat(FakeLogging.bridges()).isEqualTo(before);
  }
}
