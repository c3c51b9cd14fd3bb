package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.streamobs.CorrelationContext;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.RunScope;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(60)
class ObsExtensionTest {

  private static final List<RecordedLog> LOGS = new CopyOnWriteArrayList<>();
  private static final List<Obs> OPENED = new CopyOnWriteArrayList<>();
  private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);

  @BeforeEach
  void forget() {
    LOGS.clear();
    OPENED.clear();
    TOGETHER.reset();
  }

  private static EngineExecutionResults run(Class<?> testClass, String... configuration) {
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass));
    for (String setting : configuration) {
      kit.configurationParameter(setting.split("=")[0], setting.split("=")[1]);
    }
    return kit.execute();
  }

  private static Throwable failureOf(EngineExecutionResults results) {
    return results.testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> histories(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .filter(CapturedHistory.class::isInstance)
        .map(Throwable::getMessage)
        .toList();
  }

  static class InstanceField {
    @RegisterExtension final ObsExtension obs = ObsExtension.with(r -> r.ids(new FakeIds()));

    @BeforeEach
    void before() {
      obs.obs().event("before_each").emit();
    }

    @Test
    void first() {
      check();
    }

    @Test
    void second() {
      check();
    }

    private void check() {
      LOGS.add(obs.log());
      try (RunScope run = obs.obs().run("stream-42").open()) {
        run.succeed();
      }
      assertThat(obs.log()).ofRun("run-1").withEvent("run_finished").hasSize(1);
      assertThat(obs.log()).withEvent("before_each").hasSize(1);
    }
  }

  @Test
  void instanceField_opensAndClosesWithEachTest() {
    run(InstanceField.class).testEvents().assertStatistics(s -> s.succeeded(2).failed(0));

    assertThat(LOGS).hasSize(2).doesNotHaveDuplicates();
    for (RecordedLog log : LOGS) {
      assertThat(log).withEvent("instance_stopped").hasSize(1).lostNothing();
    }
  }

  static class StaticField {
    @RegisterExtension static final ObsExtension OBS = ObsExtension.ofDefaults();

    @BeforeAll
    static void beforeAll() {
      OBS.obs().event("before_all").emit();
    }

    @Test
    void first() {
      check();
    }

    @Test
    void second() {
      check();
    }

    @Nested
    class Inner {
      @Test
      void third() {
        check();
      }
    }

    private static void check() {
      OPENED.add(OBS.obs());
      OBS.obs().event("tick").emit();
      assertThat(OBS.log()).hasSize(1).withEvent("tick").hasSize(1);
    }
  }

  @Test
  void staticField_opensOnceAndForgetsBetweenTests() {
    run(StaticField.class).testEvents().assertStatistics(s -> s.succeeded(3).failed(0));

    assertThat(OPENED).hasSize(3);
    assertThat(OPENED.stream().distinct()).hasSize(1);
    assertThatThrownBy(StaticField.OBS::obs).hasMessageContaining("no test is running");
  }

  @ExtendWith(ObsExtension.class)
  static class Injected {
    @BeforeAll
    static void beforeAll(Obs obs) {
      obs.event("before_all").emit();
    }

    @Test
    void parameters(Obs obs, RecordedLog log, ObsRecorder recorder) {
      assertThat(recorder.obs()).isSameAs(obs);
      obs.event("tick").emit();
      FakeLogging.log("a line");
      assertThat(log).withEvent("tick").hasSize(1);
      assertThat(log).withEvent("log_message").hasSize(1);
    }
  }

  @Test
  void extendWith_injectsParameters() {
    run(Injected.class).testEvents().assertStatistics(s -> s.succeeded(1).failed(0));
  }

  static class Failing {
    @RegisterExtension final ObsExtension obs = ObsExtension.ofDefaults();

    @Test
    void fails() {
      obs.obs().event("last_words").message("it ends here").emit();
      fail("on purpose");
    }
  }

  @Test
  void failure_hasTheHistory() {
    Throwable failure = failureOf(run(Failing.class));

    assertThat(failure).hasMessage("on purpose");
    assertThat(histories(failure))
        .singleElement()
        .asString()
        .contains("History of 2 records", "last_words", "it ends here");
    assertThat(failure).hasStackTraceContaining("it ends here");
  }

  static class FailingAssertion {
    @RegisterExtension final ObsExtension obs = ObsExtension.ofDefaults();

    @Test
    void fails() {
      assertThat(obs.log()).withEvent("never").isNotEmpty();
    }
  }

  @Test
  void failureThatTellsTheHistory_isLeftAsItIs() {
    Throwable failure = failureOf(run(FailingAssertion.class));

    assertThat(failure).hasMessageContaining("History of 1 record");
    assertThat(histories(failure)).isEmpty();
  }

  static class FailingAfterwards {
    @RegisterExtension final ObsExtension obs = ObsExtension.ofDefaults();

    @Test
    void passes() {
      obs.obs().event("last_words").emit();
    }

    @AfterEach
    void fails() {
      fail("afterwards");
    }
  }

  @Test
  void failureInAfterEach_hasTheHistory() {
    assertThat(histories(failureOf(run(FailingAfterwards.class))))
        .singleElement()
        .asString()
        .contains("last_words");
  }

  static class Skipped {
    @RegisterExtension final ObsExtension obs = ObsExtension.ofDefaults();

    @Test
    void skips() {
      assumeTrue(false);
    }
  }

  @Test
  void assumption_isNoFailure() {
    run(Skipped.class).testEvents().assertStatistics(s -> s.aborted(1).failed(0));
  }

  static class Forgetful {
    @RegisterExtension final ObsExtension obs = ObsExtension.ofDefaults();

    @Test
    void first() {
      leaveOpen();
    }

    @Test
    void second() {
      leaveOpen();
    }

    private void leaveOpen() {
      assertThat(CorrelationContext.current()).isSameAs(ObsProcess.context());
      obs.obs().run("stream-42").open().stage("forgotten").open();
    }
  }

  @Test
  void scopesLeftOpen_areGoneInTheNextTest() {
    run(Forgetful.class).testEvents().assertStatistics(s -> s.succeeded(2).failed(0));
    assertThat(CorrelationContext.current()).isSameAs(ObsProcess.context());
  }

  static class AtOnce {
    @RegisterExtension final ObsExtension obs = ObsExtension.with(r -> r.ids(new FakeIds()));

    @Test
    void first() throws Exception {
      logTogether("first");
    }

    @Test
    void second() throws Exception {
      logTogether("second");
    }

    private void logTogether(String name) throws Exception {
      TOGETHER.await(20, TimeUnit.SECONDS);
      for (int i = 0; i < 50; i++) {
        FakeLogging.log(name);
        try (RunScope run = obs.obs().run(name).open()) {
          FakeLogging.log(name);
        }
      }
      TOGETHER.await(20, TimeUnit.SECONDS);
      LogAssert lines = assertThat(obs.log()).withEvent("log_message");
      lines.hasSize(100);
      lines.matching("of another test", line -> !name.equals(line.message())).isEmpty();
      assertThat(obs.log()).lostNothing().withEvent("run_finished").hasSize(50);
    }
  }

  private static final String[] CONCURRENT = {
    "junit.jupiter.execution.parallel.enabled=true",
    "junit.jupiter.execution.parallel.mode.default=concurrent",
    "junit.jupiter.execution.parallel.config.strategy=fixed",
    "junit.jupiter.execution.parallel.config.fixed.parallelism=2"
  };

  @Test
  void testsAtOnce_doNotSeeEachOther() {
    run(AtOnce.class, CONCURRENT).testEvents().assertStatistics(s -> s.succeeded(2).failed(0));
  }

  static class SharedAtOnce {
    @RegisterExtension static final ObsExtension OBS = ObsExtension.ofDefaults();
    private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

    @Test
    void first() throws Exception {
      BARRIER.await(1, TimeUnit.SECONDS);
    }

    @Test
    void second() throws Exception {
      BARRIER.await(1, TimeUnit.SECONDS);
    }
  }

  @Test
  void staticFieldForTestsAtOnce_refusesTheSecond() {
    EngineExecutionResults results = run(SharedAtOnce.class, CONCURRENT);

    assertThat(
            results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage())))
        .anyMatch(message -> message.contains("register it as an instance field"));
  }
}
